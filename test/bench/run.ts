import { benchSearch } from './search/bench.ts'

const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { search: benchSearch }

const [name = '', ...args] = process.argv.slice(2)
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
if (bench === undefined) {
  process.stderr.write(`npm run bench -- <${Object.keys(BENCHES).join(' | ')}> [options]\n`)
  process.exitCode = 1
} else {
  await bench(args)
}
