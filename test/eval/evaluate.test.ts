import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtProgram } from '../support/built-programs.ts'
import { isNeed } from './engines.ts'
import { type Evaluation, evaluate, OWN_ENGINE } from './evaluate.ts'
import { registerOfCorpus, registerOfDemonstration } from './register.ts'
import { readCorpus, readQueries } from './set.ts'

const CORPUS = [
  { id: 'A', name: 'Облік зелених насаджень', owner: 'Перша рада', functions: ['паспорт дерева'], cpv: '48000000-8' },
  {
    id: 'B',
    name: 'Запис до басейну',
    owner: 'Перша рада',
    short_description: 'Абонементи й розклад доріжок.',
    tech: ['Go'],
  },
  { id: 'C', name: '', owner: 'Друга рада' },
  { id: 'D', name: 'Розклад автобусів', category: 'Транспорт', tags: ['зупинки'] },
  { id: 'D', name: 'Розклад трамваїв' },
  { id: 'E', name: 'Шифр класифікатора помилковий', cpv: 'немає' },
]
const QUERIES = [
  { id: 'q1', type: 'exact', query: 'зелених насаджень', judgements: { A: 3 } },
  { id: 'q2', type: 'exact', query: 'басейну', judgements: { B: 3, C: 2 } },
  {
    ...{ id: 'q3', type: 'tender', judgements: { D: 3 }, cpv: '48000000-8' },
    query: 'Закупівля послуг: розклад автобусів і зупинки для мешканців міста та передмістя',
  },
]
const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'judged-'))
  writeFileSync(join(folder, 'corpus.jsonl'), lines(CORPUS))
  writeFileSync(join(folder, 'queries.jsonl'), lines(QUERIES))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a judged set', () => {
  let evaluation: Evaluation
  beforeAll(async () => {
    const register = await registerOfCorpus(readCorpus(folder))
    evaluation = await evaluate(register, readQueries([join(folder, 'queries.jsonl')]))
  })
  const first = (engine: string) => {
    const run = evaluation.runs.find((one) => one.engine === engine)?.run ?? {}
    return Object.fromEntries(Object.entries(run).map(([query, ids]) => [query, ids[0]]))
  }

  it('is registered and found by the ids of the set', () => {
    expect(evaluation.held).toBe(3)
    expect(first(OWN_ENGINE)).toEqual({ q1: 'A', q2: 'B', q3: 'D' })
  })

  it('is found by the engines it is compared with, over the same texts', () => {
    expect(evaluation.runs.map(({ engine }) => engine)).toEqual([
      ...[OWN_ENGINE, 'FTS5 words', 'FTS5 trigrams', 'MiniSearch'],
    ])
    for (const { engine } of evaluation.runs) expect(first(engine), engine).toEqual({ q1: 'A', q2: 'B', q3: 'D' })
  })

  it('names the lines that could not be registered, and what the judgements then ask for in vain', () => {
    expect(evaluation.refused.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
      ...['corpus.jsonl:3', 'corpus.jsonl:5', 'corpus.jsonl:6'],
    ])
    expect(evaluation.unheld).toEqual(['q2: C'])
  })
})

it('the demonstration data is found by the keys of its entries', async () => {
  const register = await registerOfDemonstration()
  const [key, document] = [...register.documents][0] ?? []
  const query = document?.fields.name[0] ?? ''
  const judged = { id: 'own name', type: 'exact', query, judgements: { [key ?? '']: 3 }, cpv: [] }
  const { runs, unheld } = await evaluate(register, [judged])
  expect(unheld).toEqual([])
  expect(runs[0]?.run['own name']?.[0]).toBe(key)
})

it('tenders and texts of more than 25 words are needs, all else is a query', () => {
  expect(isNeed({ type: 'tender', query: 'коротка потреба' })).toBe(true)
  expect(isNeed({ type: 'exact', query: 'слово '.repeat(25) })).toBe(false)
  expect(isNeed({ type: 'exact', query: 'слово '.repeat(26) })).toBe(true)
})

describe('a set that cannot be judged with ends the program with a sentence', () => {
  const runEval = async (...args: string[]) =>
    spawnSync(process.execPath, [await builtProgram('test/eval/run.ts'), ...args], { encoding: 'utf8' })

  it.each([
    ['no folder', () => ['--set', join(folder, 'absent')], /There is no file .*queries\.jsonl/],
    ['no set', () => [], /One set is judged at a time/],
    ['an earlier run that is none', () => ['--set', folder, '--against', join(folder, 'corpus.jsonl')], /is not a run/],
    ['an unknown option', () => ['--sets', folder], /Unknown option '--sets'/],
  ])('%s', async (_, args, sentence) => {
    const { status, stderr } = await runEval(...args())
    expect(stderr).toMatch(sentence)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(status).toBe(1)
  })

  it('a line that is no query, and an id that stands twice', () => {
    const path = join(folder, 'broken.jsonl')
    writeFileSync(path, lines([{ ...QUERIES[0], judgements: { A: 4 } }]))
    expect(() => readQueries([path])).toThrow('broken.jsonl:1 is not a judged query')
    writeFileSync(path, lines([QUERIES[0], QUERIES[0]]))
    expect(() => readQueries([path])).toThrow('broken.jsonl:2 has the id q1 a second time.')
    writeFileSync(path, '{"id"')
    expect(() => readQueries([path])).toThrow('broken.jsonl:1 is not one JSON value on a line.')
  })
})
