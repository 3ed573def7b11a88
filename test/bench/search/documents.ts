import { sortKey } from '../../../src/kernel/collation.ts'
import { registerNumber } from '../../../src/kernel/identifiers.ts'
import type { FacetValue, SearchDocument } from '../../../src/search/port.ts'
import { randomFrom } from '../../eval/statistics.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Words drawn from the vocabulary for one document on average, the owner's aside. */
export const WORDS_A_DOCUMENT = 6 + 12 + 60 + 6 + 4

/** The day searches are made on. */
export const BENCH_DAY = '2026-11-23'
const FIRST_DAY = Date.parse('2019-01-01T00:00:00.000Z')
const DAY_MS = 86_400_000

const ENGLISH =
  'register record system portal service cabinet map budget queue transport school health water permit land archive tender'
const ENGLISH_WORDS = ENGLISH.split(' ')
const TECHNOLOGIES =
  'Python Java PHP Go Vue.js React Django PostgreSQL PostGIS Node.js MySQL Laravel Kotlin Rust'.split(' ')
const CATEGORIES = 'Освіта,Медицина,Транспорт,Документообіг,Реєстри,Земля,Бюджет,Культура,Довкілля,Безпека'.split(',')
const LICENCES = 'EUPL-1.2 MIT AGPL-3.0-or-later Apache-2.0 GPL-3.0-only not-stated proprietary exclusive-rights'.split(
  ' ',
)
const REGIONS = Array.from({ length: 27 }, (_, index) => `UA${String(index * 3 + 1).padStart(2, '0')}`)
const STAGES = ['operation', 'development', 'design', 'initiation', 'retirement']
const STATUSES = ['stable', 'beta', 'development', 'concept', 'obsolete']
const PLATFORMS = ['web', 'android', 'ios', 'windows', 'linux', 'other']
const FUNDING = ['state-budget', 'local-budget', 'international-aid', 'enterprise-revenue', 'civic']
const FUNCTION_GROUPS = 24
const FUNCTIONS_A_GROUP = 8
/** How many documents share an owner, on average. */
const DOCUMENTS_AN_OWNER = 40

/** Draws that texts are made of, always the same for the same seed. */
export interface Draw {
  readonly chance: () => number
  /** One of the values; the earlier the likelier. */
  one<Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value
  /** A word of the vocabulary in one of its forms. */
  word(): string
  words(count: number): string
}

export function drawFrom(seed: number, vocabulary: Vocabulary): Draw {
  const chance = randomFrom(seed)
  const one = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(values.length * chance() ** 1.5)]
    if (value === undefined) throw new Error('nothing to draw from')
    return value
  }
  const word = () => one(vocabulary.forms(vocabulary.rankAt(chance())))
  return { chance, one, word, words: (count) => Array.from({ length: count }, word).join(' ') }
}

/** The synthetic software number `index` (from 0) of a register of `count`; later numbers are newer. */
export function documentAt(index: number, count: number, vocabulary: Vocabulary): SearchDocument {
  // A prime step keeps the seeds of neighbours apart.
  const draw = drawFrom((index + 1) * 2_654_435_761, vocabulary)
  const id = registerNumber('software', index + 1)
  const name = sentence(draw.words(4 + Math.floor(draw.chance() * 5)))
  const day = Math.floor((index / count) * 2800)
  return {
    type: 'software',
    id,
    title: { uk: name },
    sortName: sortKey(name),
    updatedAt: new Date(FIRST_DAY + day * DAY_MS + (index % DAY_MS)).toISOString(),
    fields: {
      name: [name],
      nameEn: [sentence([draw.one(ENGLISH_WORDS), draw.one(ENGLISH_WORDS), 'system'].join(' '))],
      short: [`${sentence(draw.words(12))}.`],
      long: Array.from({ length: 5 }, () => `${sentence(draw.words(12))}.`),
      functions: Array.from({ length: 3 }, () => draw.words(2)),
      tags: Array.from({ length: 4 }, () => draw.word()),
      category: [draw.one(CATEGORIES)],
      owner: [ownerOf(draw, count, vocabulary)],
      tech: [draw.one(TECHNOLOGIES), draw.one(TECHNOLOGIES)],
      code: [id, `${48_000_000 + Math.floor(draw.chance() * 90) * 10_000}`],
    },
    facets: facetsOf(draw),
  }
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function ownerOf(draw: Draw, count: number, vocabulary: Vocabulary): string {
  const number = Math.floor(draw.chance() * Math.ceil(count / DOCUMENTS_AN_OWNER))
  const own = drawFrom(number + 7, vocabulary)
  // Names of places are rare words: they come from the second half of the vocabulary.
  const place = vocabulary.forms(Math.floor(vocabulary.size * (0.5 + own.chance() / 2)))[0] ?? ''
  return `${own.one(['Міська рада', 'Селищна рада', 'Обласна державна адміністрація'])} ${sentence(place)}`
}

function facetsOf(draw: Draw): FacetValue[] {
  const functions = [...new Set([functionCode(draw), ...(draw.chance() < 0.4 ? [functionCode(draw)] : [])])]
  const groups = new Set(functions.map((code) => code.split('.')[0] ?? ''))
  const platforms = new Set([draw.one(PLATFORMS), draw.one(PLATFORMS)])
  const until = `20${27 + Math.floor(draw.chance() * 5)}-01-01`
  const verdict = draw.one(['unknown', 'may-use', 'on-conditions', 'ask-holder'])
  return [
    ...(draw.chance() < 0.3
      ? [
          { facet: 'verdict', value: verdict, until },
          { facet: 'verdict', value: 'unknown', from: until },
        ]
      : [{ facet: 'verdict', value: verdict }]),
    ...[...functions, ...groups].map((value) => ({ facet: 'function', value })),
    { facet: 'license', value: draw.one(LICENCES) },
    { facet: 'stage', value: draw.one(STAGES) },
    { facet: 'status', value: draw.one(STATUSES) },
    ...[...platforms].map((value) => ({ facet: 'platform', value })),
    { facet: 'holderRegion', value: draw.one(REGIONS) },
    { facet: 'funding', value: draw.one(FUNDING) },
  ]
}

function functionCode(draw: Draw): string {
  const group = Math.floor(FUNCTION_GROUPS * draw.chance())
  return `group-${group}.function-${Math.floor(FUNCTIONS_A_GROUP * draw.chance())}`
}

/** The facets a search counts here: five of software's, one of them with several values a record. */
export const BENCH_FACETS = ['verdict', 'function', 'license', 'status', 'holderRegion'] as const
/** The values that the filtered queries are narrowed by, of two of these facets; those of one of them hold for a time. */
export const BENCH_FILTERS = { license: LICENCES.slice(0, 2), verdict: ['may-use', 'on-conditions'] }

/** The values of a facet that hold on the day of the bench. */
export function valuesToday(document: SearchDocument, facet: string): readonly string[] {
  return document.facets
    .filter((given) => given.facet === facet)
    .filter(({ from = '', until = '9999' }) => from <= BENCH_DAY && BENCH_DAY < until)
    .map(({ value }) => value)
}
