import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { testApp } from '../support/test-app.ts'
import { breakingChanges, faults, type JsonObject, readSnapshot, SNAPSHOT } from './openapi.ts'

/** `npm run openapi`: agrees on the API as it is now. What would break clients needs `-- --breaking` and a line in CHANGELOG.md. */
const app = await testApp({ reference: false })
const document = (await (await app.request('/api/v1/openapi.json')).json()) as JsonObject
const broken = existsSync(SNAPSHOT) ? breakingChanges(readSnapshot(), document) : []
const wrong = faults(document)
if (wrong.length > 0 || (broken.length > 0 && !process.argv.includes('--breaking'))) {
  process.stderr.write(`Not written:\n${[...wrong, ...broken].map((line) => `  ${line}\n`).join('')}`)
  process.exitCode = 1
} else {
  await writeFile(SNAPSHOT, `${JSON.stringify(document, null, 2)}\n`)
  process.stdout.write('test/contract/openapi.json is written\n')
}
