import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAssets, writeAssets } from '../web/assets/build.ts'
import { ASSET_CACHE_CONTROL, NAMED_CACHE_CONTROL, VERIFIER_PATH } from '../web/assets.ts'
import { SECURITY_HEADERS } from '../web/security-headers.ts'

/** Makes the folder that `wrangler.toml` serves beside the Worker. */
const folder = fileURLToPath(new URL('../../dist/site', import.meta.url))

const securityLines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`)

const assets = await buildAssets()
await rm(folder, { recursive: true, force: true })
await mkdir(join(folder, 'assets'), { recursive: true })
await writeAssets(assets, folder)
await writeFile(join(folder, 'assets/paths.json'), JSON.stringify(assets.paths))
await writeFile(
  join(folder, '_headers'),
  `/assets/*
  Cache-Control: ${ASSET_CACHE_CONTROL}
${securityLines.join('\n')}
/assets/paths.json
  ! Cache-Control
  Cache-Control: ${NAMED_CACHE_CONTROL}
${VERIFIER_PATH}
  Cache-Control: ${NAMED_CACHE_CONTROL}
${securityLines.join('\n')}
`,
)
process.stdout.write(`${assets.files.length} files in dist/site\n`)
