import type { Decision, Membership } from '../accounts/members.ts'
import type { AppError } from '../kernel/errors.ts'
import { RoleName } from '../web/account-bar.tsx'
import { dictionary, formatMoment, type Locale } from '../web/i18n/index.ts'
import { findingText } from '../web/problem.ts'
import type { FieldErrors } from '../web/ui.tsx'
import { ErrorSummary, fieldId, SummaryList, Tag } from '../web/ui.tsx'

const TONES = { requested: 'caution', confirmed: 'ok', refused: 'stop', ended: 'plain' } as const

/** In which state a role is. */
export const StateTag = ({ locale, state }: { readonly locale: Locale; readonly state: Membership['state'] }) => (
  <Tag tone={TONES[state]}>{dictionary(locale).accounts.states[state]}</Tag>
)

/** Everything that happened to a role, dated: asked for, decided, ended, by whom and why. */
export const RoleHistory = ({ locale, membership }: { readonly locale: Locale; readonly membership: Membership }) => {
  const t = dictionary(locale).accounts.membership
  const { decision, end, requestedAt, state } = membership
  const wasRefused = state === 'refused'
  return (
    <SummaryList
      rows={[
        { label: t.requested, value: formatMoment(locale, requestedAt) },
        {
          label: wasRefused ? t.refused : t.confirmed,
          value: decision && <DecisionText locale={locale} decision={decision} />,
        },
        { label: t.reason, value: decision?.reason && <span lang="">{decision.reason}</span> },
        { label: t.ended, value: end && <DecisionText locale={locale} decision={end} /> },
        { label: t.reason, value: end?.reason && <span lang="">{end.reason}</span> },
      ]}
    />
  )
}

const DecisionText = ({ locale, decision }: { readonly locale: Locale; readonly decision: Decision }) => {
  const { at, by } = decision
  return (
    <>
      {formatMoment(locale, at)} ·{' '}
      {by === null ? dictionary(locale).accounts.membership.byThemselves : <RoleName locale={locale} of={by} />}
    </>
  )
}

/** What is wrong with each field of a form, by the last part of its pointer. */
export function fieldErrors(error: AppError, locale: Locale): FieldErrors {
  return new Map(
    error.findings.map((finding) => [finding.pointer.replace(/^\//, ''), findingText(finding, locale)] as const),
  )
}

/** The summary above a form that was refused; nothing while there is nothing to say. */
export const FormErrors = ({
  locale,
  errors,
}: {
  readonly locale: Locale
  readonly errors: FieldErrors | undefined
}) =>
  errors === undefined || errors.size === 0 ? null : (
    <ErrorSummary
      locale={locale}
      errors={[...errors].map(([name, text]) => ({ href: name === '' ? undefined : `#${fieldId(name)}`, text }))}
    />
  )
