/**
 * Measures the stemmer against no stemming, truncation and Orama's Ukrainian stemmer, on dictionary paradigms.
 * `REAL_DATA=<folder> tsx test/eval/stemming.ts`; the folder holds `ukrainian-nlp/inflection-groups.jsonl`
 * ({lemma, pos, forms} a line) and `ukrainian-nlp/official-form-lemma.tsv` (form, lemma, pos, count).
 * `--rules` also prints which endings fail most, as pairs of endings without words.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stemmer as oramaStem } from '@orama/stemmers/ukrainian'
import { fold } from '../../src/search/analyzer/fold.ts'
import { ukrainianStem } from '../../src/search/analyzer/ukrainian-stem.ts'

type Stem = (word: string) => string

/** Forms of one lemma, folded and distinct. */
interface InflectionGroup {
  readonly lemma: string
  readonly pos: string
  readonly forms: readonly string[]
}

interface Scores {
  readonly understemming: number
  readonly overstemming: number
  readonly errt: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

const print = (line: string) => process.stdout.write(`${line}\n`)

const CYRILLIC_WORD = /^[а-яєіїґ]+$/

function groupsOfLines(text: string): InflectionGroup[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as InflectionGroup)
    .map(({ lemma, pos, forms }) => ({ lemma, pos, forms: foldedWords(forms) }))
    .filter((group) => group.forms.length > 1)
}

function groupsOfTable(text: string): InflectionGroup[] {
  const groups = new Map<string, { lemma: string; pos: string; forms: string[] }>()
  for (const line of text.split('\n').slice(1)) {
    const [form, lemma, pos] = line.split('\t')
    if (!form || !lemma || !pos) continue
    const group = groups.get(`${lemma} ${pos}`) ?? { lemma, pos, forms: [lemma] }
    group.forms.push(form)
    groups.set(`${lemma} ${pos}`, group)
  }
  return [...groups.values()]
    .map((group) => ({ ...group, forms: foldedWords(group.forms) }))
    .filter((group) => group.forms.length > 1)
}

/** Joins the forms of «надаватися» to those of «надавати»: in official texts -ся is mostly the passive of the same verb. */
function withReflexives(groups: readonly InflectionGroup[]): InflectionGroup[] {
  const keyOf = ({ lemma, pos }: InflectionGroup) => `${pos === 'VERB' ? lemma.replace(/с[яь]$/, '') : lemma} ${pos}`
  return [...Map.groupBy(groups, keyOf).values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, forms: [...new Set(same.flatMap(({ forms }) => forms))] }] : []
  })
}

function foldedWords(forms: readonly string[]): string[] {
  return [...new Set(forms.map(fold))].filter((form) => CYRILLIC_WORD.test(form))
}

/** Pairs of distinct forms: those which share a lemma, those which share a stem, and those which share both. */
function countPairs(groups: readonly InflectionGroup[], stem: Stem) {
  const lemmasOf = new Map<string, number[]>()
  groups.forEach((group, id) => {
    for (const form of group.forms) lemmasOf.set(form, [...(lemmasOf.get(form) ?? []), id])
  })
  const related = new Set<string>()
  for (const { forms } of groups) for (const [a, b] of pairsOf(forms)) related.add(a < b ? `${a} ${b}` : `${b} ${a}`)
  const byStem = Map.groupBy(lemmasOf.keys(), stem)
  let joined = 0
  let rightlyJoined = 0
  for (const forms of byStem.values())
    for (const [a, b] of pairsOf(forms)) {
      joined++
      if (related.has(a < b ? `${a} ${b}` : `${b} ${a}`)) rightlyJoined++
    }
  const forms = lemmasOf.size
  return { all: (forms * (forms - 1)) / 2, related: related.size, joined, rightlyJoined }
}

function* pairsOf(items: readonly string[]): Generator<[string, string]> {
  for (const [index, a] of items.entries()) for (const b of items.slice(index + 1)) yield [a, b]
}

/** Paice (1994): the share of related pairs left apart, and of unrelated pairs joined. */
function errors(groups: readonly InflectionGroup[], stem: Stem): [number, number] {
  const { all, related, joined, rightlyJoined } = countPairs(groups, stem)
  return [1 - rightlyJoined / related, (joined - rightlyJoined) / (all - related)]
}

/**
 * Paice's error rate relative to truncation: how far from the origin the point (under, over) is, as a share of
 * where its ray meets the line through truncation to 4, 5, … 12 letters. 0 is perfect, 1 no better than truncation.
 */
function errorRateRelativeToTruncation(point: readonly [number, number], truncations: readonly [number, number][]) {
  const [under, over] = point
  for (const [index, [u2, o2]] of truncations.entries()) {
    const [u1, o1] = truncations[index - 1] ?? [0, Number.POSITIVE_INFINITY]
    if (index === 0 || !Number.isFinite(o1)) continue
    // t·(under, over) = (u1, o1) + s·(u2 − u1, o2 − o1), solved for t by Cramer's rule
    const determinant = -under * (o2 - o1) + over * (u2 - u1)
    if (determinant === 0) continue
    const t = (-u1 * (o2 - o1) + o1 * (u2 - u1)) / determinant
    const s = (under * o1 - over * u1) / determinant
    if (s >= 0 && s <= 1 && t > 0) return 1 / t
  }
  return Number.NaN
}

function score(groups: readonly InflectionGroup[], stem: Stem, truncations: readonly [number, number][]): Scores {
  const { all, related, joined, rightlyJoined } = countPairs(groups, stem)
  const precision = joined === 0 ? 1 : rightlyJoined / joined
  const recall = rightlyJoined / related
  const under = 1 - recall
  const over = (joined - rightlyJoined) / (all - related)
  return {
    understemming: under,
    overstemming: over,
    errt: errorRateRelativeToTruncation([under, over], truncations),
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  }
}

function printTable(title: string, groups: readonly InflectionGroup[]) {
  const lengths = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
  const truncations = lengths.map((length) => errors(groups, (word) => word.slice(0, length)))
  const rows: [string, Stem][] = [
    ['no stemming', (word) => word],
    ['first 5 letters', (word) => word.slice(0, 5)],
    ['@orama/stemmers/ukrainian', (word) => oramaStem(word)],
    ['ours', ukrainianStem],
  ]
  const forms = groups.reduce((sum, group) => sum + group.forms.length, 0)
  print(`\n${title}: ${groups.length} lemmas, ${forms} forms`)
  print('| stemmer | UI | OI × 10⁵ | ERRT | precision | recall | F1 |\n|---|---|---|---|---|---|---|')
  for (const [name, stem] of rows) {
    const scores = score(groups, stem, truncations)
    const errt = Number.isNaN(scores.errt) ? '–' : scores.errt.toFixed(3)
    const rest = [scores.precision, scores.recall, scores.f1].map((value) => value.toFixed(3)).join(' | ')
    print(
      `| ${name} | ${scores.understemming.toFixed(3)} | ${(scores.overstemming * 1e5).toFixed(1)} | ${errt} | ${rest} |`,
    )
  }
}

/** What separates the forms of one lemma: pairs of endings after their common beginning, the commonest first. */
function printFailingEndings(groups: readonly InflectionGroup[]) {
  const apart = new Map<string, number>()
  const together = new Map<string, number>()
  const lemmasOfStem = new Map<string, Map<string, string>>()
  for (const { lemma, pos, forms } of groups) {
    for (const [a, b] of pairsOf(forms)) {
      if (ukrainianStem(a) === ukrainianStem(b)) continue
      let shared = 0
      while (shared < a.length && a[shared] === b[shared]) shared++
      const from = Math.max(0, shared - 1)
      const key = `${pos} ${[a.slice(from), b.slice(from)].sort().join(' / ')}`
      apart.set(key, (apart.get(key) ?? 0) + 1)
    }
    for (const form of forms) {
      const stem = ukrainianStem(form)
      lemmasOfStem.set(stem, (lemmasOfStem.get(stem) ?? new Map()).set(lemma, pos))
    }
  }
  for (const lemmas of lemmasOfStem.values()) {
    for (const [a, b] of pairsOf([...lemmas.keys()])) {
      let shared = 0
      while (shared < a.length && a[shared] === b[shared]) shared++
      const key = [`${lemmas.get(a)} -${a.slice(shared)}`, `${lemmas.get(b)} -${b.slice(shared)}`].sort().join(' + ')
      together.set(key, (together.get(key) ?? 0) + 1)
    }
  }
  for (const [title, counts] of [
    ['apart', apart],
    ['together', together],
  ] as const) {
    print(`\nEndings wrongly kept ${title}`)
    for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, 60)) print(`${count}\t${key}`)
  }
}

function printSpeed(words: readonly string[]) {
  for (const word of words) ukrainianStem(word)
  const start = performance.now()
  for (let round = 0; round < 10; round++) for (const word of words) ukrainianStem(word)
  const micros = ((performance.now() - start) * 1000) / (10 * words.length)
  print(`\nSpeed: ${micros.toFixed(2)} µs a word over ${words.length} words`)
}

const folder = process.env['REAL_DATA']
if (!folder) {
  print('Set REAL_DATA to the folder of the measuring data.')
} else {
  const read = (name: string) => readFileSync(join(folder, 'ukrainian-nlp', name), 'utf8')
  const groups = groupsOfLines(read('inflection-groups.jsonl'))
  printTable('All parts of speech', groups)
  printTable('All, a verb and its reflexive counted as one lemma', withReflexives(groups))
  printTable(
    'Nouns, names and adjectives',
    groups.filter(({ pos }) => pos !== 'VERB'),
  )
  printTable(
    'Verbs',
    groups.filter(({ pos }) => pos === 'VERB'),
  )
  const official = groupsOfTable(read('official-form-lemma.tsv'))
  printTable('Official texts', official)
  const seen = new Set([...groups, ...official].map(({ lemma }) => lemma))
  printTable(
    'Lemmas of form-lemma.tsv in none of the above',
    groupsOfTable(read('form-lemma.tsv')).filter(({ lemma }) => !seen.has(lemma)),
  )
  if (process.argv.includes('--rules')) printFailingEndings(groups)
  printSpeed(groups.flatMap(({ forms }) => forms))
}
