import { readFile, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { sharedFolder } from './test-run.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Programs that tests start. */
export type Program = 'src/server.ts' | 'src/cli.ts' | 'test/eval/run.ts'

const built = new Map<Program, Promise<string>>()

/**
 * A program as one JavaScript file, with its packages, made when it is first asked for: it starts with a sixth of the work that
 * `tsx` and hundreds of files take, which most tests that start a program are not about. Only during a run of tests.
 */
export function builtProgram(source: Program): Promise<string> {
  const known = built.get(source) ?? make(source)
  built.set(source, known)
  return known
}

async function make(source: Program): Promise<string> {
  const folder = sharedFolder()
  if (folder === undefined) throw new Error('there is no run of tests')
  // Where the packages are found that cannot be in the file: they bring binaries.
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules')).catch(() => undefined)
  const file = join(folder, `${source.replaceAll('/', '-')}.mjs`)
  const own = join(folder, `${process.pid}-${source.replaceAll('/', '-')}.mjs`)
  await build({
    entryPoints: [join(ROOT, source)],
    outfile: own,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild', 'libsql'],
    banner: {
      js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url)`,
    },
    plugins: [sourcesWhereTheyAre],
    logLevel: 'error',
  })
  await rename(own, file)
  return file
}

/** Lets sources find the files beside them, as if they had stayed where they are. */
const sourcesWhereTheyAre: Plugin = {
  name: 'sources where they are',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/(?:src|db|seed|test)\/.*\.tsx?$/ }, async ({ path }) =>
      path.includes('/node_modules/')
        ? undefined
        : {
            contents: (await readFile(path, 'utf8')).replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            ),
            loader: path.endsWith('x') ? 'tsx' : 'ts',
          },
    ),
}
