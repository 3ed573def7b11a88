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

/** How many groups of each kind a form shows. */
interface Rows {
  readonly qualifications: number
  readonly involvements: number
}

/** How many groups a form had when it was sent: what was filled in may not be lost because the record has fewer by now. */
export function rowsSent(form: Pick<FilledForm, 'has'>): Rows {
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
    involvements: count((index) => `involvements.${index}.document`),
  }
}

function rowsFor(document: ExpertDocument | null, by: ExpertFormFor): Rows {
  const qualifications = Math.min(MOST_QUALIFICATIONS, (document?.qualifications.length ?? 0) + 1)
  return { qualifications, involvements: (document?.involvements.length ?? 0) + (by === 'registrar' ? 1 : 0) }
}

function expertGroups(locale: Locale, rows: Rows, by: ExpertFormFor): readonly RecordFieldGroup[] {
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
  const involvement = (index: number): RecordFieldGroup => ({
    title: t.groups.involvement(index + 1),
    ...(index === 0 ? { lead: t.involvementLead } : {}),
    fields: [
      ...(by === 'registrar'
        ? [
            line(`involvements.${index}.software`, t.fields.software, t.fields.softwareHint, 20),
            {
              kind: 'select' as const,
              name: `involvements.${index}.role`,
              label: t.fields.role,
              options: [
                { value: '', label: t.fields.anyRole },
                ...EXPERT_ROLES.map((value) => ({ value, label: values.expertRole[value] })),
              ],
            },
          ]
        : []),
      line(`involvements.${index}.affiliationThen`, t.fields.affiliationThen),
      { kind: 'lines', name: `involvements.${index}.conflictOfInterest`, label: t.fields.conflictThen },
      line(`involvements.${index}.document`, t.fields.document),
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
    ...Array.from({ length: rows.involvements }, (_, index) => involvement(index)),
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
  for (const [index, each] of involvements.entries()) {
    const place = `involvements.${index}`
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
 * @param sent as `rowsSent` counts them, of a form that came back
 */
export function expertForm(
  locale: Locale,
  before: ExpertDocument | null,
  by: ExpertFormFor,
  sent: Rows = { qualifications: 0, involvements: 0 },
): RecordForm<ExpertDocument> {
  const needed = rowsFor(before, by)
  const rows = {
    qualifications: Math.max(needed.qualifications, sent.qualifications),
    involvements: Math.max(needed.involvements, sent.involvements),
  }
  return {
    groups: expertGroups(locale, rows, by),
    schema: ExpertDocument,
    typed: (values) => ({
      findings: [],
      raw: {
        ...(before ?? { consent: { state: 'asked' } }),
        name: localizedTyped(values, 'name', before?.name) ?? {},
        specialism: localizedTyped(values, 'specialism', before?.specialism) ?? {},
        affiliation: affiliationTyped(values, before),
        conflictOfInterest: localizedTyped(values, 'conflictOfInterest', before?.conflictOfInterest),
        qualifications: numbered(
          rows.qualifications,
          (place, index) => {
            const title = localizedTyped(values, `${place}.title`, before?.qualifications[index]?.title)
            const [number, issued, validUntil] = [
              textTyped(values, `${place}.number`),
              dayTyped(values, `${place}.issued`),
              dayTyped(values, `${place}.validUntil`),
            ]
            const isEmpty = title === null && number === null && issued === null && validUntil === null
            return isEmpty ? null : { title: title ?? {}, number, issued, validUntil }
          },
          'qualifications',
        ),
        involvements: numbered(
          rows.involvements,
          (place, index) => {
            const words = {
              affiliationThen: textTyped(values, `${place}.affiliationThen`),
              conflictOfInterest: textTyped(values, `${place}.conflictOfInterest`),
              document: textTyped(values, `${place}.document`),
            }
            const there = before?.involvements[index]
            const named =
              by === 'registrar'
                ? { software: values[`${place}.software`] ?? '', role: textTyped(values, `${place}.role`) }
                : { software: there?.software ?? '', role: there?.role ?? null }
            // What a registrar took out meanwhile is not brought back by its words.
            if (by !== 'registrar' && there === undefined) return null
            const says = Object.values(words).some((text) => text !== null)
            return says || (by === 'registrar' && named.software !== '') ? { ...named, ...words } : null
          },
          'involvements',
        ),
      },
    }),
  }
}

function affiliationTyped(values: FieldValues, before: ExpertDocument | null) {
  const organization = organizationTyped(values, 'affiliation.organization')
  const name = localizedTyped(values, 'affiliation.name', before?.affiliation?.name)
  return organization === null && name === null ? null : { organization, name: name ?? {} }
}

/**
 * The groups that say something, in their order. What is wrong with one is pointed at by its place among these, which is that of the
 * form as long as no group before it was emptied.
 */
function numbered<Row>(count: number, rowAt: (place: string, index: number) => Row | null, name: string): Row[] {
  return Array.from({ length: count }, (_, index) => rowAt(`${name}.${index}`, index)).flatMap((row) => row ?? [])
}
