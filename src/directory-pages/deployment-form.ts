import type { Finding } from '../kernel/errors.ts'
import { LOCALES } from '../kernel/localized.ts'
import { decimalText, parseAmount } from '../kernel/money.ts'
import { DEPLOYMENT_STATES, DeploymentDocument, type DeploymentInput } from '../software/deployment.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { FieldValues, RecordField, RecordFieldGroup } from '../web/ui.tsx'
import {
  dayTyped,
  localizedTyped,
  localizedValues,
  organizationTyped,
  textTyped,
  wholeNumberTyped,
} from './form-values.ts'
import type { RecordForm } from './record-editor.tsx'

const VAT = ['unknown', 'yes', 'no'] as const

/** What a form about a deployment takes as given. */
export interface DeploymentGiven {
  readonly software: string
  /** Null: the form asks which organization it is. */
  readonly organization: string | null
  /** The record that is changed; null for a new one. */
  readonly before: DeploymentDocument | null
}

function deploymentGroups(
  locale: Locale,
  { organization, before }: Pick<DeploymentGiven, 'organization' | 'before'>,
): readonly RecordFieldGroup[] {
  const { directoryWork, values } = dictionary(locale)
  const t = directoryWork.deployments
  const inBoth = (name: string, label: string, hint: string | undefined, kind: 'line' | 'lines'): RecordField[] =>
    LOCALES.map((lang) => ({
      kind,
      name: `${name}.${lang}`,
      label: directoryWork.languages[lang](label),
      lang,
      ...(hint === undefined ? {} : { hint }),
    }))
  // It goes forward only, so what lies behind is no choice.
  const states = DEPLOYMENT_STATES.slice(before === null ? 0 : DEPLOYMENT_STATES.indexOf(before.state))
  const cost: RecordFieldGroup = {
    title: t.groups.cost,
    fields: [
      {
        kind: 'line',
        name: 'adoptionCost.amount',
        label: t.fields.cost,
        hint: t.fields.costHint,
        width: 20,
        inputmode: 'decimal',
      },
      {
        kind: 'radios',
        name: 'adoptionCost.vatIncluded',
        label: t.fields.vat,
        options: VAT.map((value) => ({ value, label: t.fields.vats[value] })),
      },
      { kind: 'line', name: 'effortDays', label: t.fields.effort, width: 10, inputmode: 'numeric' },
    ],
  }
  return [
    {
      title: t.groups.state,
      fields: [
        ...(organization === null
          ? [
              {
                kind: 'line' as const,
                name: 'organization',
                label: t.fields.organization,
                hint: t.fields.organizationHint,
                width: 20 as const,
              },
            ]
          : []),
        {
          kind: 'radios',
          name: 'state',
          label: t.fields.state,
          options: states.map((value) => ({ value, label: values.deploymentState[value] })),
        },
        { kind: 'line', name: 'since', label: t.fields.since, hint: directoryWork.dayHint, width: 10 },
        { kind: 'line', name: 'until', label: t.fields.until, hint: t.fields.untilHint, width: 10 },
        { kind: 'line', name: 'version', label: t.fields.version, width: 10 },
      ],
    },
    keepsCost(before) ? { ...cost, fields: cost.fields.slice(2) } : cost,
    {
      title: t.groups.more,
      fields: [
        ...inBoth('contactRole', t.fields.contactRole, t.fields.contactRoleHint, 'line'),
        ...inBoth('note', t.fields.note, undefined, 'lines'),
      ],
    },
  ]
}

/** A sum in another currency came by import, and is not retyped in hryvnias. */
function keepsCost(before: DeploymentDocument | null): boolean {
  return before !== null && before.adoptionCost !== null && before.adoptionCost.currency !== 'UAH'
}

export function deploymentValues(document: DeploymentDocument): FieldValues {
  const { organization, state, since, until, version, adoptionCost, effortDays, contactRole, note } = document
  const inHryvnias = adoptionCost?.currency === 'UAH' ? adoptionCost : null
  const vat = inHryvnias?.vatIncluded
  return {
    organization,
    state,
    since: since ?? '',
    until: until ?? '',
    version: version ?? '',
    'adoptionCost.amount': inHryvnias === null ? '' : decimalText(inHryvnias.amount).replace('.', ','),
    'adoptionCost.vatIncluded': vat === true ? 'yes' : vat === false ? 'no' : 'unknown',
    effortDays: effortDays === null || effortDays === undefined ? '' : String(effortDays),
    ...localizedValues('contactRole', contactRole),
    ...localizedValues('note', note),
  }
}

/** @param confirmedOn the day to write down as that of a confirmation by the user */
export function deploymentForm(
  locale: Locale,
  given: DeploymentGiven,
  confirmedOn: (state: string) => string | null,
): RecordForm<DeploymentDocument> {
  const { software, organization, before } = given
  return {
    groups: deploymentGroups(locale, given),
    schema: DeploymentDocument,
    typed: (values) => {
      const cost = keepsCost(before) ? { value: before?.adoptionCost ?? null, findings: [] } : costTyped(values)
      const effort = wholeNumberTyped(values, 'effortDays')
      const raw: Partial<Record<keyof DeploymentInput, unknown>> = {
        ...before,
        software,
        organization: organization ?? organizationTyped(values, 'organization') ?? undefined,
        state: textTyped(values, 'state') ?? undefined,
        since: dayTyped(values, 'since'),
        until: dayTyped(values, 'until'),
        version: textTyped(values, 'version'),
        adoptionCost: cost.value,
        effortDays: effort.value,
        contactRole: localizedTyped(values, 'contactRole', before?.contactRole),
        note: localizedTyped(values, 'note', before?.note),
        confirmedOn: confirmedOn(values['state'] ?? ''),
      }
      return { raw, findings: [...cost.findings, ...effort.findings] }
    },
  }
}

/** A sum in hryvnias as people write it, in whole kopiykas. */
function costTyped(values: FieldValues): { value: unknown; findings: Finding[] } {
  const text = values['adoptionCost.amount'] ?? ''
  if (text === '') return { value: null, findings: [] }
  const parsed = parseAmount(text)
  if (parsed.amount === null) {
    return { value: null, findings: [{ pointer: '/adoptionCost/amount', rule: parsed.rule }] }
  }
  const vat = values['adoptionCost.vatIncluded']
  const vatIncluded = vat === 'yes' ? true : vat === 'no' ? false : null
  return { value: { amount: parsed.amount, currency: 'UAH', vatIncluded }, findings: [] }
}
