import {
  GOVERNMENT_LEVELS,
  ORGANIZATION_KINDS,
  OrganizationDocument,
  type OrganizationInput,
} from '../directory/model.ts'
import { codeTitle, type Reference } from '../directory/reference.ts'
import { edrpouFinding } from '../kernel/edrpou.ts'
import type { Finding } from '../kernel/errors.ts'
import { LOCALES } from '../kernel/localized.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { FieldValues, RecordField, RecordFieldGroup } from '../web/ui.tsx'
import { localizedTyped, localizedValues, organizationTyped, textTyped, wholeNumberTyped } from './form-values.ts'
import type { RecordForm, Typed } from './record-editor.tsx'

/** Schemes that people choose from; organizations of other lists come by import or through the API. */
const SCHEMES = ['UA-EDR', 'URL'] as const
const PLACES_NAMED = 6

/** The fields of an organization. What identifies one is asked for when it is new, and stays. */
export function organizationGroups(locale: Locale, isNew: boolean): readonly RecordFieldGroup[] {
  const { directoryWork, values } = dictionary(locale)
  const t = directoryWork.organizations
  const inBoth = (name: string, label: string, kind: 'line' | 'lines' = 'line'): RecordField[] =>
    LOCALES.map((lang) => ({ kind, name: `${name}.${lang}`, label: directoryWork.languages[lang](label), lang }))
  const identifying: RecordField[] = [
    {
      kind: 'radios',
      name: 'scheme',
      label: t.fields.scheme,
      options: SCHEMES.map((value) => ({ value, label: t.schemes[value] })),
    },
    { kind: 'line', name: 'identifier', label: t.fields.identifier, hint: t.fields.identifierHint },
  ]
  return [
    {
      title: t.groups.identity,
      fields: [
        ...(isNew ? identifying : []),
        ...inBoth('name', t.fields.name, 'lines').map((field) => ({ ...field, rows: 2 })),
        ...inBoth('shortName', t.fields.shortName),
        { kind: 'lines', name: 'aliases', label: t.fields.aliases, hint: t.fields.aliasesHint },
      ],
    },
    {
      title: t.groups.place,
      fields: [
        {
          kind: 'select',
          name: 'kind',
          label: t.fields.kind,
          options: [
            { value: '', label: directoryWork.notChosen },
            ...ORGANIZATION_KINDS.map((value) => ({ value, label: values.organizationKind[value] })),
          ],
        },
        {
          kind: 'select',
          name: 'level',
          label: t.fields.level,
          hint: t.fields.levelHint,
          options: [
            { value: '', label: directoryWork.notChosen },
            ...GOVERNMENT_LEVELS.map((value) => ({ value, label: values.governmentLevel[value] })),
          ],
        },
        { kind: 'line', name: 'katottg', label: t.fields.katottg, hint: t.fields.katottgHint, width: 30 },
        { kind: 'line', name: 'population', label: t.fields.population, width: 10, inputmode: 'numeric' },
        { kind: 'line', name: 'parent', label: t.fields.parent, hint: t.fields.parentHint, width: 20 },
      ],
    },
    {
      title: t.groups.contact,
      lead: t.contactLead,
      fields: [
        { kind: 'line', name: 'website', label: t.fields.website, type: 'url' },
        ...inBoth('contact.role', t.fields.contactRole),
        { kind: 'line', name: 'contact.email', label: t.fields.email, type: 'email', width: 30 },
        { kind: 'tick', name: 'contact.official', label: t.fields.official, statement: t.fields.officialStatement },
      ],
    },
  ]
}

export function organizationValues(document: OrganizationDocument): FieldValues {
  const { scheme, identifier, name, shortName, aliases, kind, level, katottg, population, parent, website, contact } =
    document
  return {
    scheme,
    identifier,
    ...localizedValues('name', name),
    ...localizedValues('shortName', shortName),
    aliases: aliases.join('\n'),
    kind,
    level: level ?? '',
    katottg: katottg ?? '',
    population: population === null ? '' : String(population),
    parent: parent ?? '',
    website: website ?? '',
    ...localizedValues('contact.role', contact?.role),
    'contact.email': contact?.email ?? '',
    'contact.official': contact === null ? '' : 'yes',
  }
}

/** @param before the record that is changed; null for a new one */
export function organizationForm(
  reference: Pick<Reference, 'named'>,
  locale: Locale,
  before: OrganizationDocument | null,
  confirmed: boolean,
): RecordForm<OrganizationDocument> {
  return {
    groups: organizationGroups(locale, before === null),
    schema: OrganizationDocument,
    typed: async (values) => {
      const place = await placeTyped(reference, values, locale)
      const population = wholeNumberTyped(values, 'population')
      const contact = contactTyped(values, before)
      const raw: Partial<Record<keyof OrganizationInput, unknown>> = {
        ...(before ?? { scheme: textTyped(values, 'scheme') ?? undefined, identifier: values['identifier'] }),
        name: localizedTyped(values, 'name', before?.name) ?? {},
        shortName: localizedTyped(values, 'shortName', before?.shortName),
        aliases: (values['aliases'] ?? '').split('\n').flatMap((line) => line.trim() || []),
        kind: textTyped(values, 'kind') ?? undefined,
        level: textTyped(values, 'level'),
        katottg: place.code,
        population: population.value,
        parent: organizationTyped(values, 'parent'),
        website: textTyped(values, 'website'),
        contact: contact.value,
        confirmed,
      }
      // Said with all else that is wrong, not only once the rest is right.
      const code =
        before === null && values['scheme'] === 'UA-EDR'
          ? edrpouFinding(values['identifier'] ?? '', '/identifier')
          : null
      return {
        raw,
        findings: [...(code ? [code] : []), ...place.findings, ...population.findings, ...contact.findings],
      }
    },
  }
}

function contactTyped(
  values: FieldValues,
  before: OrganizationDocument | null,
): { value: unknown; findings: Finding[] } {
  const role = localizedTyped(values, 'contact.role', before?.contact?.role)
  const email = textTyped(values, 'contact.email')
  if (email === null && (role === null || !LOCALES.some((locale) => values[`contact.role.${locale}`]))) {
    return { value: null, findings: [] }
  }
  const isDeclared = values['contact.official'] === 'yes' || email === null
  return {
    value: { role: role ?? {}, email: email ?? '' },
    findings: isDeclared ? [] : [{ pointer: '/contact/official', rule: 'mailbox-not-declared' }],
  }
}

/** The codifier keeps what a place is apart from its name: «Львівська», category O. */
const PLACE_WORDS: readonly (readonly [words: RegExp, category: string])[] = [
  [/\s+(?:область|обл\.?|region|oblast)$/iu, 'O'],
  [/\s+(?:район|р-н|district)$/iu, 'P'],
  [/\s+(?:(?:міська|сільська|селищна)\s+)?(?:територіальна\s+)?(?:громада|тг|community)$/iu, 'H'],
]

function placeNamed(text: string): { name: string; category: string | null } {
  const found = PLACE_WORDS.find(([words]) => words.test(text))
  return found ? { name: text.replace(found[0], ''), category: found[1] } : { name: text, category: null }
}

/** The code of a place that was given by its code or by its name. */
async function placeTyped(
  reference: Pick<Reference, 'named'>,
  values: FieldValues,
  locale: Locale,
): Promise<{ code: string | null; findings: Typed['findings'] }> {
  const text = values['katottg'] ?? ''
  if (text === '' || /^UA\d*$/i.test(text)) return { code: text.toUpperCase() || null, findings: [] }
  const { name, category } = placeNamed(text)
  const found = (await reference.named('katottg', name, PLACES_NAMED * 4)).filter(
    (code) => category === null || code.category === category,
  )
  const exact = found.filter(({ titleUk, titleEn }) =>
    [titleUk, titleEn].some((title) => title?.toLocaleLowerCase('uk') === name.toLocaleLowerCase('uk')),
  )
  const meant = exact.length > 0 ? exact : found
  const [only] = meant
  if (only === undefined) {
    return { code: null, findings: [{ pointer: '/katottg', rule: 'place-unknown', params: { text } }] }
  }
  if (meant.length === 1) return { code: only.code, findings: [] }
  const places = meant
    .slice(0, PLACES_NAMED)
    .map((code) => `${code.code} — ${codeTitle(code, locale)}`)
    .join('; ')
  return { code: null, findings: [{ pointer: '/katottg', rule: 'place-ambiguous', params: { places } }] }
}
