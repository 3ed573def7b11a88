import { codeTitle } from '../../../directory/reference.ts'
import { valueText } from '../../../history/field-names.ts'
import type { Json } from '../../../history/leaf.ts'
import { dictionary, type Locale } from '../../../web/i18n/index.ts'
import type { Field } from '../form-field.ts'
import { bare, isFilled, isObject, membersIn, type Typed, textOf, valueAt } from '../typed.ts'
import type { CodeTables } from './fields.tsx'
import { inLanguage, valueLabel } from './words.ts'

const LONGEST = 600

/** What a field says, as a reader reads it: a paragraph for each member or language. */
export const ValueView = ({
  field,
  value,
  locale,
  tables,
  names,
}: {
  readonly field: Field
  readonly value: Typed | undefined
  readonly locale: Locale
  readonly tables: CodeTables
  /** Names of organizations by their numbers. */
  readonly names?: ReadonlyMap<string, string> | undefined
}) => {
  const lines = linesOf(field, value, locale, tables, names)
  if (lines.length === 0) return <span class="meta">{dictionary(locale).editing.compare.empty}</span>
  return (
    <>
      {lines.map(({ text, lang }) => (
        <span class="typed-line" lang={lang ?? ''}>
          {text}
        </span>
      ))}
    </>
  )
}

interface Line {
  readonly text: string
  /** Of the text; what people typed in no language of its own is of an unknown one. */
  readonly lang?: string | undefined
}

function linesOf(
  field: Field,
  value: Typed | undefined,
  locale: Locale,
  tables: CodeTables,
  names: ReadonlyMap<string, string> | undefined,
): readonly Line[] {
  const said = bare(value)
  if (said === undefined) return []
  switch (field.kind) {
    case 'localized':
    case 'localizedLines':
      return isObject(said)
        ? Object.entries(said).map(([language, text]) => ({
            text: `${shortened(textOf(text))} (${inLanguage(language, locale)})`,
            lang: language,
          }))
        : []
    case 'codes':
      return membersIn(said).map((code) => {
        const found = tables[field.scheme].find((each) => each.code === code)
        return { text: found ? codeTitle(found, locale) : code, lang: locale }
      })
    case 'choice':
      return [{ text: valueLabel(field.labels, textOf(said), locale), lang: locale }]
    case 'choices':
      return membersIn(said).map((each) => ({ text: valueLabel(field.labels, each, locale), lang: locale }))
    case 'rows':
      return (Array.isArray(said) ? said : []).map((row, index) => ({
        text: valueText(pointerOf(`${field.path}.${index}`), row as Json, locale, LONGEST),
      }))
    case 'lines':
      return membersIn(said).map((text) => ({ text: shortened(text) }))
    case 'group': {
      // What nobody has chosen is not said.
      const members = field.fields.flatMap((inner): [string, Typed][] => {
        const member = valueAt(said, inner.path)
        return member === undefined || !isFilled(inner, member) ? [] : [[inner.path, member]]
      })
      return [{ text: valueText(pointerOf(field.path), Object.fromEntries(members) as Json, locale, LONGEST) }]
    }
    case 'organization':
      return [{ text: [names?.get(textOf(said)), textOf(said)].filter((part) => part !== undefined).join(', ') }]
    default:
      return [{ text: valueText(pointerOf(field.path), said as Json, locale, LONGEST) }]
  }
}

function pointerOf(path: string): string {
  return `/${path.replaceAll('.', '/')}`
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
