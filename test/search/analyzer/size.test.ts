import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../../src/search/analyzer')
/** Bytes that the analyzer may take in a Worker, minified. */
const MOST_BYTES = 60_000

it('the analyzer is small enough for a Worker', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: readdirSync(folder)
        .map((name) => `export * from './${name}'`)
        .join('\n'),
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'esm',
    write: false,
  })
  const bytes = outputFiles[0]?.contents.length ?? 0
  expect(bytes).toBeGreaterThan(40_000)
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
})
