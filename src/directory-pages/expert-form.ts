import { EXPERT_ROLES, ExpertDocument, type PublicExpert } from '../directory/model.ts'
import { LOCALES } from '../kernel/localized.ts'
import type { FilledForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { FieldValues, RecordField, RecordFieldGroup } from '../web/ui.tsx'
import { dayTyped, localizedTyped, localizedValues, organizationTyped, textTyped } from './form-values.ts'
import type { RecordForm } from './record-editor.tsx'

/** Who fills the form in: a registrar also says in which software somebody had a part; the expert finds what is said already. */
export type ExpertFormFor = 'registrar' | 'expert' | 'new'

const MOST_QUALIFICATIONS = 20
const MOST_ROWS = 500

/** Names of software for a reader, by number. */
type SoftwareNames = ReadonlyMap<string, string>

/** The groups that a form shows. */
interface Rows {
  readonly qualifications: number
  /** The part a group is about, as its fields are named: see `partKeys`. */
  readonly involvements: readonly string[]
}

/** The group in which a registrar names one more software. */
const NEW_PART = 'new'

/**
 * The parts of a record as fields are named: by their software, so that words stay with it whatever rows come and go; of several
 * in one software by their order too.
 */
function partKeys(involvements: ExpertDocument['involvements']): readonly string[] {
  const seen = new Map<string, number>()
  return involvements.map(({ software }) => {
    const count = (seen.get(software) ?? 0) + 1
    seen.set(software, count)
    return count === 1 ? software : `${software}-${count}`
  })
}

/** The groups a form had when it was sent: what was filled in may not be lost because the record has fewer by now. */
export function rowsSent(form: Pick<FilledForm, 'has' | 'names'>): Rows {
  const count = (field: (index: number) => string) => {
    let rows = 0
    while (rows < MOST_ROWS && form.has(field(rows))) rows++
    return rows
  }
  return {
    qualifications: Math.min(
      MOST_QUALIFICATIONS,
      count((index) => `qualifications.${index}.number`),
    ),
    involvements: form
      .names()
      .flatMap((name) => /^involvements\.(new|UA-SW-\d{1,12}(?:-\d{1,3})?)\.document$/.exec(name)?.[1] ?? [])
      .slice(0, MOST_ROWS),
  }
}

function rowsFor(document: ExpertDocument | null, by: ExpertFormFor): Rows {
  const qualifications = Math.min(MOST_QUALIFICATIONS, (document?.qualifications.length ?? 0) + 1)
  const parts = partKeys(document?.involvements ?? [])
  return { qualifications, involvements: by === 'registrar' ? [...parts, NEW_PART] : parts }
}

function expertGroups(
  locale: Locale,
  rows: Rows,
  by: ExpertFormFor,
  names: SoftwareNames,
): readonly RecordFieldGroup[] {
  const { directoryWork, values } = dictionary(locale)
  const t = directoryWork.experts
  const inBoth = (name: string, label: string, hint?: string, kind: 'line' | 'lines' = 'line'): RecordField[] =>
    LOCALES.map((lang) => ({
      kind,
      name: `${name}.${lang}`,
      label: directoryWork.languages[lang](label),
      lang,
      ...(hint === undefined ? {} : { hint }),
    }))
  const line = (name: string, label: string, hint?: string, width?: 10 | 20): RecordField => ({
    kind: 'line',
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(width === undefined ? {} : { width }),
  })
  const qualification = (index: number): RecordFieldGroup => ({
    title: t.groups.qualification(index + 1),
    ...(index === 0 ? { lead: t.qualificationLead } : {}),
    fields: [
      ...inBoth(`qualifications.${index}.title`, t.fields.title),
      line(`qualifications.${index}.number`, t.fields.number, undefined, 20),
      line(`qualifications.${index}.issued`, t.fields.issued, directoryWork.dayHint, 10),
      line(`qualifications.${index}.validUntil`, t.fields.validUntil, directoryWork.dayHint, 10),
    ],
  })
  const partTitle = (key: string) => {
    const id = key.replace(/^(UA-SW-\d+)-\d+$/, '$1')
    return key === NEW_PART ? t.groups.newInvolvement : t.groups.involvement(id, names.get(id) ?? null)
  }
  const involvement = (key: string, index: number): RecordFieldGroup => ({
    title: partTitle(key),
    ...(index === 0 ? { lead: t.involvementLead } : {}),
    fields: [
      ...(by === 'registrar'
        ? [
            line(`involvements.${key}.software`, t.fields.software, t.fields.softwareHint, 20),
            {
              kind: 'select' as const,
              name: `involvements.${key}.role`,
              label: t.fields.role,
              options: [
                { value: '', label: t.fields.anyRole },
                ...EXPERT_ROLES.map((value) => ({ value, label: values.expertRole[value] })),
              ],
            },
          ]
        : []),
      line(`involvements.${key}.affiliationThen`, t.fields.affiliationThen),
      { kind: 'lines', name: `involvements.${key}.conflictOfInterest`, label: t.fields.conflictThen },
      line(`involvements.${key}.document`, t.fields.document),
    ],
  })
  return [
    {
      title: t.groups.person,
      fields: [...inBoth('name', t.fields.name), ...inBoth('specialism', t.fields.specialism)],
    },
    {
      title: t.groups.affiliation,
      fields: [
        line('affiliation.organization', t.fields.organization, t.fields.organizationHint, 20),
        ...inBoth('affiliation.name', t.fields.affiliation),
      ],
    },
    {
      title: t.groups.conflict,
      fields: inBoth('conflictOfInterest', t.fields.conflict, t.fields.conflictHint, 'lines'),
    },
    ...Array.from({ length: rows.qualifications }, (_, index) => qualification(index)),
    ...rows.involvements.map(involvement),
  ]
}

export function expertValues(document: ExpertDocument): FieldValues {
  const { name, specialism, affiliation, conflictOfInterest, qualifications, involvements } = document
  const values: Record<string, string> = {
    ...localizedValues('name', name),
    ...localizedValues('specialism', specialism),
    'affiliation.organization': affiliation?.organization ?? '',
    ...localizedValues('affiliation.name', affiliation?.name),
    ...localizedValues('conflictOfInterest', conflictOfInterest),
  }
  for (const [index, { title, number, issued, validUntil }] of qualifications.entries()) {
    const place = `qualifications.${index}`
    Object.assign(values, localizedValues(`${place}.title`, title))
    values[`${place}.number`] = number ?? ''
    values[`${place}.issued`] = issued ?? ''
    values[`${place}.validUntil`] = validUntil ?? ''
  }
  const parts = partKeys(involvements)
  for (const [index, each] of involvements.entries()) {
    const place = `involvements.${parts[index]}`
    values[`${place}.software`] = each.software
    values[`${place}.role`] = each.role ?? ''
    values[`${place}.affiliationThen`] = each.affiliationThen ?? ''
    values[`${place}.conflictOfInterest`] = each.conflictOfInterest ?? ''
    values[`${place}.document`] = each.document ?? ''
  }
  return values
}

/** What a snapshot of the history says in the fields of the form; null where there was no consent and so nothing is kept. */
export function expertSnapshotValues(snapshot: unknown): FieldValues | null {
  const expert = snapshot as PublicExpert
  return 'name' in expert ? expertValues(expert) : null
}

/**
 * @param before the record that is changed; null for a new one, which waits for consent
 * @param names of the software that the record has a part in; one without a name is called by its number
 * @param sent as `rowsSent` reads them, of a form that came back
 */
export function expertForm(
  locale: Locale,
  before: ExpertDocument | null,
  by: ExpertFormFor,
  names: SoftwareNames = new Map(),
  sent: Rows = { qualifications: 0, involvements: [] },
): RecordForm<ExpertDocument> {
  const needed = rowsFor(before, by)
  const rows = {
    qualifications: Math.max(needed.qualifications, sent.qualifications),
    involvements: [...new Set([...needed.involvements, ...sent.involvements])],
  }
  return {
    groups: expertGroups(locale, rows, by, names),
    schema: ExpertDocument,
    typed: (values) => {
      const qualifications = kept(
        Array.from({ length: rows.qualifications }, (_, index) => String(index)),
        (key) => qualificationTyped(values, key, before),
      )
      const involvements = kept(rows.involvements, (key) => involvementTyped(values, key, before, by))
      const lists: Readonly<Record<string, readonly Kept<unknown>[]>> = { qualifications, involvements }
      return {
        findings: [],
        fieldPointer: (pointer) =>
          pointer.replace(/^\/(\w+)\/(\d+)/, (place, list: string, index: string) => {
            const key = lists[list]?.[Number(index)]?.key
            return key === undefined ? place : `/${list}/${key}`
          }),
        raw: {
          ...(before ?? { consent: { state: 'asked' } }),
          name: localizedTyped(values, 'name', before?.name) ?? {},
          specialism: localizedTyped(values, 'specialism', before?.specialism) ?? {},
          affiliation: affiliationTyped(values, before),
          conflictOfInterest: localizedTyped(values, 'conflictOfInterest', before?.conflictOfInterest),
          qualifications: qualifications.map(({ row }) => row),
          involvements: involvements.map(({ row }) => row),
        },
      }
    },
  }
}

function qualificationTyped(values: FieldValues, key: string, before: ExpertDocument | null) {
  const place = `qualifications.${key}`
  const title = localizedTyped(values, `${place}.title`, before?.qualifications[Number(key)]?.title)
  const number = textTyped(values, `${place}.number`)
  const issued = dayTyped(values, `${place}.issued`)
  const validUntil = dayTyped(values, `${place}.validUntil`)
  const isEmpty = title === null && number === null && issued === null && validUntil === null
  return isEmpty ? null : { title: title ?? {}, number, issued, validUntil }
}

function involvementTyped(values: FieldValues, key: string, before: ExpertDocument | null, by: ExpertFormFor) {
  const place = `involvements.${key}`
  const words = {
    affiliationThen: textTyped(values, `${place}.affiliationThen`),
    conflictOfInterest: textTyped(values, `${place}.conflictOfInterest`),
    document: textTyped(values, `${place}.document`),
  }
  const says = Object.values(words).some((text) => text !== null)
  if (by === 'registrar') {
    const named = { software: values[`${place}.software`] ?? '', role: textTyped(values, `${place}.role`) }
    return says || named.software !== '' ? { ...named, ...words } : null
  }
  const parts = before?.involvements ?? []
  const there = parts[partKeys(parts).indexOf(key)]
  // What a registrar took out meanwhile is not brought back by its words.
  return there !== undefined && says ? { software: there.software, role: there.role, ...words } : null
}

function affiliationTyped(values: FieldValues, before: ExpertDocument | null) {
  const organization = organizationTyped(values, 'affiliation.organization')
  const name = localizedTyped(values, 'affiliation.name', before?.affiliation?.name)
  return organization === null && name === null ? null : { organization, name: name ?? {} }
}

/** A row of a list with the group of the form that it was filled in. */
interface Kept<Row> {
  readonly key: string
  readonly row: Row
}

/** The groups that say something, in their order. */
function kept<Row>(keys: readonly string[], rowAt: (key: string) => Row | null): readonly Kept<Row>[] {
  return keys.flatMap((key) => {
    const row = rowAt(key)
    return row === null ? [] : [{ key, row }]
  })
}
