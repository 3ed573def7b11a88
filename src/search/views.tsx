import type { Child } from 'hono/jsx'
import type { RecordType } from '../kernel/identifiers.ts'
import { Plain } from '../web/content.tsx'
import { dictionary, formatCount, type Locale, orMore } from '../web/i18n/index.ts'
import { Notice, Tabs } from '../web/ui.tsx'
import { highlight } from './analyzer/highlight.ts'
import { identifiers, terms } from './analyzer/tokens.ts'
import type { LooserSearches } from './looser.ts'
import type { Interpretation, Match, Reading, ReadWord, Total } from './port.ts'
import { searchParameters } from './reader-query.ts'
import { recordPath, SECTIONS, type SearchedType } from './sections.ts'

/** How one list was searched for, as the views of every list need it. */
export interface SearchedView {
  readonly locale: Locale
  readonly text: string
  readonly asTyped: readonly string[]
  readonly interpretation: Interpretation
  /** The same list with other words taken literally. */
  readonly hrefAsTyped: (asTyped: readonly string[]) => string
}

/** A number of records, of which there may be more: `10 000+`. */
export function totalCount(locale: Locale, { count, exact }: Total): string {
  const text = formatCount(locale, count)
  return exact ? text : orMore(text)
}

/** The same query over every kind of record, each a list of its own. Filters belong to their list and are left behind. */
export const SearchTabs = ({
  locale,
  current,
  text,
  asTyped,
  counts,
}: Pick<SearchedView, 'locale' | 'text' | 'asTyped'> & {
  readonly current: SearchedType
  readonly counts: ReadonlyMap<RecordType, Total>
}) => {
  const t = dictionary(locale).search
  const query = searchParameters(text, asTyped).toString()
  return (
    <Tabs
      label={t.tabs}
      tabs={SECTIONS.map(({ type, path }) => {
        const total = counts.get(type)
        return {
          label: t.sections[type],
          href: `/${locale}${path}?${query}`,
          count: total && totalCount(locale, total),
          current: type === current,
        }
      })}
    />
  )
}

/**
 * What to mark in the texts of a record: what of it answered the query. Of a record that was not ranked that is not known, and all
 * that was looked for is marked.
 */
export function marksOf(matches: readonly Match[], { marks }: Pick<Interpretation, 'marks'>): readonly string[] {
  if (matches.length === 0) return marks
  return [...new Set(matches.flatMap(({ found }) => [...terms(found), ...identifiers(found)]))]
}

/** A text of the register with the words marked that were searched for. */
export function markedText(
  text: string,
  marks: readonly string[],
): { readonly content: Child; readonly marked: boolean } {
  const segments = highlight(text, marks)
  return {
    content: segments.map((segment) => (segment.marked ? <mark>{segment.text}</mark> : segment.text)),
    marked: segments.some((segment) => segment.marked),
  }
}

/** Mistakes of the whole keyboard or script: one line for all words that have them, undone together. */
const TOGETHER: readonly Reading[] = ['layout', 'transliteration', 'russian']

/**
 * What was done to the query, in sentences that can each be undone; words of the same meaning are folded. Nothing when the query
 * was taken as it stands.
 */
export const InterpretationNote = (view: SearchedView) => {
  const { locale, asTyped, interpretation, hrefAsTyped } = view
  const t = dictionary(locale).search
  const { readings, unknown, relaxed, weak, record } = interpretation
  const corrections = lines(readings.filter(({ reading }) => reading !== 'synonym'))
  const synonyms = readings.filter(({ reading }) => reading === 'synonym')
  const path = record && recordPath(record.type, record.id)
  const sentences: Child[] = [
    ...(record && path
      ? [
          <>
            {t.record} <a href={`/${locale}${path}`}>{record.id}</a>
          </>,
        ]
      : []),
    ...corrections.map((line) => <Correction {...view} line={line} />),
    ...(unknown.length > 0 ? [quoting(locale, t.unknown(unknown))] : []),
    ...(relaxed && !weak ? [unknown.length > 0 ? t.relaxedAll : t.relaxed] : []),
    ...(asTyped.length > 0
      ? [
          <>
            {quoting(locale, t.literally(asTyped))} <a href={hrefAsTyped([])}>{t.allow}</a>
          </>,
        ]
      : []),
  ]
  return (
    <>
      {sentences.length > 0 ? (
        <Notice>
          {sentences.map((sentence) => (
            <p>{sentence}</p>
          ))}
        </Notice>
      ) : null}
      {synonyms.length > 0 ? <Synonyms {...view} synonyms={synonyms} /> : null}
    </>
  )
}

interface Line {
  readonly typed: readonly string[]
  readonly reading: Reading
  readonly read: readonly string[]
}

function lines(readings: readonly ReadWord[]): readonly Line[] {
  const joined: Line[] = []
  for (const { typed, reading, read } of readings) {
    const last = joined.findIndex((line) => line.reading === reading)
    const line = joined[last]
    if (line === undefined || !TOGETHER.includes(reading)) {
      joined.push({ typed: [typed], reading, read: reading === 'beginning' ? read : read.slice(0, 1) })
    } else {
      joined[last] = { ...line, typed: [...line.typed, typed], read: [...line.read, ...read.slice(0, 1)] }
    }
  }
  return joined
}

const WORDS_SHOWN = 3

/** «Шукали: електронна черга (інша розкладка клавіатури). Натомість шукати tktrnhjyyf xthuf» */
const Correction = ({ locale, asTyped, hrefAsTyped, line }: SearchedView & { readonly line: Line }) => {
  const t = dictionary(locale).search
  const read = line.reading === 'beginning' ? line.read.slice(0, WORDS_SHOWN).join(', ') : line.read.join(' ')
  return (
    <>
      {t.searchedFor}{' '}
      <b>
        <Plain text={read} locale={locale} />
      </b>{' '}
      ({t.readings[line.reading]}). {t.instead}{' '}
      <a href={hrefAsTyped([...asTyped, ...line.typed])}>
        <Plain text={asShown(line)} locale={locale} />
      </a>
    </>
  )
}

/** The typed words without the punctuation behind them, which may be letters of another layout. */
function asShown({ typed, reading }: Line): string {
  const words = typed.join(' ')
  return reading === 'layout' ? words : words.replace(/(?<=[\p{L}\p{N}])[.,;:!?]+(?=\s|$)/gu, '')
}

const Synonyms = ({
  locale,
  asTyped,
  hrefAsTyped,
  synonyms,
}: SearchedView & { readonly synonyms: readonly ReadWord[] }) => {
  const t = dictionary(locale).search
  const words = inLanguageFirst(locale, [...new Set(synonyms.flatMap(({ read }) => read))])
  const some = words.slice(0, WORDS_SHOWN)
  return (
    <details class="also">
      <summary>{quoting(locale, t.also(some.join(', '), words.length > some.length))}</summary>
      <ul>
        {synonyms.map(({ typed, read }) => (
          <li>
            {quoting(locale, `${t.alsoFor(typed)} ${inLanguageFirst(locale, read).join(', ')}`)} ·{' '}
            <a href={hrefAsTyped([...asTyped, typed])}>{t.without}</a>
          </li>
        ))}
      </ul>
      {synonyms.length > 1 ? (
        <p>
          <a href={hrefAsTyped([...asTyped, ...synonyms.map(({ typed }) => typed)])}>{t.withoutAll}</a>
        </p>
      ) : null}
    </details>
  )
}

/** Words in the reader's script before those in the other. */
function inLanguageFirst(locale: Locale, words: readonly string[]): readonly string[] {
  const foreign = words.filter((word) => isForeign(locale, word))
  return [...words.filter((word) => !foreign.includes(word)), ...foreign]
}

function isForeign(locale: Locale, words: string): boolean {
  return /[а-яґєії]/i.test(words) !== (locale === 'uk')
}

/** A sentence of the page that quotes words of a query, which are mostly Ukrainian. */
function quoting(locale: Locale, text: string): Child {
  if (locale === 'uk') return text
  return text
    .split(/([А-ЯҐЄІЇа-яґєії’'][А-ЯҐЄІЇа-яґєії’' -]*)/)
    .map((piece) => (/[а-яґєії]/i.test(piece) ? <span lang="uk">{piece}</span> : piece))
}

const GROUPS_SHOWN = 3

/**
 * One quiet line on why a record is in the list, where neither its text nor what is said above the list shows it: by which word
 * when it is not the typed one, and in which field when nothing of the row is marked. Undefined when there is nothing to say.
 */
export function whyMatched(
  locale: Locale,
  matches: readonly Match[],
  { readings }: Pick<Interpretation, 'readings'>,
  isMarked: boolean,
): Child | undefined {
  const t = dictionary(locale).search
  const announced = new Set(
    readings.flatMap(({ reading, read }) => (reading === 'synonym' ? [] : [key(reading, read[0] ?? '')])),
  )
  const groups = new Map<string, { readonly match: Match; readonly found: readonly string[] }>()
  for (const match of matches) {
    if (match.reading === null || sameTerms(match.found, match.typed)) continue
    if (announced.has(key(match.reading, match.found))) continue
    // A word of the other language stands in texts that the page does not show; beside what is marked it would only puzzle.
    if (isMarked && match.reading === 'synonym' && isForeign(locale, match.found)) continue
    const group = match.reading === 'synonym' ? `synonym ${match.typed}` : match.reading
    const found = groups.get(group)?.found ?? []
    groups.set(group, { match, found: found.includes(match.found) ? found : [...found, match.found] })
  }
  const by = [...groups.values()]
    .slice(0, GROUPS_SHOWN)
    .map(({ match: { typed, reading }, found }) =>
      reading === 'synonym'
        ? t.whySynonym(found.slice(0, WORDS_SHOWN), typed)
        : t.why(found.slice(0, WORDS_SHOWN), t.readings[reading ?? 'spelling']),
    )
  const [first] = matches
  const said = [...by, ...(isMarked || first === undefined ? [] : [t.whyField(t.fields[first.field], first.found)])]
  if (said.length === 0) return undefined
  const sentence = said.join(' · ')
  return quoting(locale, sentence.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1))
}

/** Words are the same in whatever form they stand. */
function sameTerms(one: string, other: string): boolean {
  return terms(one).join(' ') === terms(other).join(' ')
}

function key(reading: Reading, found: string): string {
  return [reading, ...terms(found)].join(' ')
}

/** Above hits of which none answers the query. */
export const NearestHead = ({ locale }: { readonly locale: Locale }) => {
  const t = dictionary(locale).search
  return (
    <>
      <h2 class="nearest">{t.nearest}</h2>
      <p class="meta">{t.nearestText}</p>
    </>
  )
}

/** The words of a query one by one with what each finds, and queries that begin alike. */
export const LooserWays = ({
  locale,
  text: typed,
  looser: { words, queries },
  hrefOf,
}: Pick<SearchedView, 'locale' | 'text'> & {
  readonly looser: LooserSearches
  readonly hrefOf: (text: string) => string
}) => {
  const t = dictionary(locale).search.empty
  if (typed === '') return null
  const links = (some: readonly { readonly text: string; readonly total?: Total }[]) => (
    <ul class="looser">
      {some.map(({ text, total }) => (
        <li>
          {total?.count === 0 ? (
            <Plain text={text} locale={locale} />
          ) : (
            <a href={hrefOf(text)}>
              <Plain text={text} locale={locale} />
            </a>
          )}
          {total === undefined ? null : <small>{totalCount(locale, total)}</small>}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {queries.length > 0 ? (
        <>
          <p>{t.queries}:</p>
          {links(queries.map((text) => ({ text })))}
        </>
      ) : null}
      {words.some(({ total }) => total.count > 0) ? (
        <>
          <p>{t.words}:</p>
          {links(words.map(({ word, total }) => ({ text: word, total })))}
        </>
      ) : null}
      <p>{t.spelling}</p>
    </>
  )
}
