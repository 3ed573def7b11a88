import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const FOLDER = new URL('../attacks/', import.meta.url)
const DOCUMENT = new URL('../../docs/security.md', import.meta.url)
const [BEGIN, END] = ['<!-- attacks -->\n', '\n<!-- /attacks -->']

/** What a file of tests tries, as its titles say it: `a key` and what of it is refused. */
function triedIn(source: string): readonly string[] {
  const titles =
    /(?:^|\n)(describe|\s+it)(?:\(|\.each\([\s\S]*?\n?\)\()\s*'((?:[^'\\]|\\.)*)'|\n {2}\]?(?: as const)?\)\(\s*'((?:[^'\\]|\\.)*)'/g
  let about = ''
  const tried: string[] = []
  for (const [, kind, title, each] of source.matchAll(titles)) {
    if (kind === 'describe') about = title ?? ''
    else tried.push(`${about} ${(title ?? each ?? '').replaceAll(/ \(%i\)/g, '').replaceAll(/%[sji]/g, '…')}`)
  }
  return tried
}

function list(): string {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
  return files
    .map((name) => {
      const tried = triedIn(readFileSync(new URL(name, FOLDER), 'utf8'))
      return `\`test/attacks/${name}\`\n\n${tried.map((line) => `- ${line}`).join('\n')}\n`
    })
    .join('\n')
}

describe('the attacks that are tried', () => {
  it('are those in docs/security.md (UPDATE_DOCS=1 writes them)', () => {
    const text = readFileSync(DOCUMENT, 'utf8')
    expect(text.split(BEGIN)).toHaveLength(2)
    const [before = '', rest = ''] = text.split(BEGIN)
    const [written, after = ''] = rest.split(END)
    if (process.env.UPDATE_DOCS === '1') writeFileSync(DOCUMENT, `${before}${BEGIN}${list()}${END}${after}`)
    else expect(written).toBe(list())
  })

  it('are forty at least, each by its name', () => {
    const names = list()
      .split('\n')
      .filter((line) => line.startsWith('- '))
    expect(new Set(names).size).toBeGreaterThanOrEqual(40)
    expect(names.filter((name) => name.length < 15)).toEqual([])
  })
})
