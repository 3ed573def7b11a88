import type { Child } from 'hono/jsx'
import { dictionary, type Locale } from '../../web/i18n/index.ts'
import { Button, type FieldErrors, Form, Section, TextArea } from '../../web/ui.tsx'
import { FIELD_GROUPS } from '../model.ts'

/** What may be done with a case, as its forms call it. */
export const CASE_STEPS = ['publish', 'accept', 'return', 'archive', 'withdraw'] as const
export type CaseStep = (typeof CASE_STEPS)[number]

/** Topics a return may speak of: what people fill in. */
export const RETURN_TOPICS = FIELD_GROUPS.filter((group) => group !== 'usedBy')

/** Where the reason of a step is filled in. */
export function reasonField(step: CaseStep): string {
  return `${step}-reason`
}

export function topicField(topic: string): string {
  return `topic-${topic}`
}

/** What was filled in before, by field; `''` for what was not. */
export type Filled = (name: string) => string

interface StepProps {
  readonly locale: Locale
  /** Of the case that the forms were shown for. */
  readonly version: number
  readonly filled: Filled
  readonly errors: FieldErrors
}

/** The deciding itself: a form a step, so that no button does more than it says. */
export const Deciding = ({
  steps,
  kind,
  holderChanges,
  ...props
}: StepProps & {
  readonly steps: readonly CaseStep[]
  readonly kind: 'entry' | 'change'
  readonly holderChanges: boolean
}) => {
  const t = dictionary(props.locale).moderation.case
  if (steps.length === 0) return null
  const has = (step: CaseStep) => steps.includes(step)
  return (
    <Section id="decide" title={t.decide}>
      {has('publish') ? <ReasonForm {...props} step="publish" label={t.publishNote} hint={t.publicReason} /> : null}
      {has('accept') ? (
        <ReasonForm
          {...props}
          step="accept"
          label={holderChanges ? t.acceptReasonNeeded : t.acceptReason}
          hint={t.publicReason}
        />
      ) : null}
      {has('return') ? <ReturnForm {...props} /> : null}
      {has('archive') ? <ReasonForm {...props} step="archive" label={t.archiveReason} hint={t.archiveHint} /> : null}
      {has('withdraw') ? (
        <ReasonForm
          {...props}
          step="withdraw"
          label={t.withdrawReason}
          hint={kind === 'entry' ? t.withdrawEntry : t.withdrawChange}
        />
      ) : null}
    </Section>
  )
}

const Step = ({
  locale,
  version,
  step,
  quiet,
  children,
}: Pick<StepProps, 'locale' | 'version'> & {
  readonly step: CaseStep
  readonly quiet: boolean
  readonly children?: Child
}) => (
  <>
    <h3 class="section__part">{dictionary(locale).moderation.steps[step]}</h3>
    <Form>
      <input type="hidden" name="version" value={String(version)} />
      {children}
      <Button name="step" value={step} quiet={quiet}>
        {dictionary(locale).moderation.steps[step]}
      </Button>
    </Form>
  </>
)

const ReasonForm = ({
  step,
  label,
  hint,
  filled,
  errors,
  ...props
}: StepProps & { readonly step: CaseStep; readonly label: string; readonly hint: string }) => (
  <Step {...props} step={step} quiet={step !== 'publish' && step !== 'accept'}>
    <TextArea
      locale={props.locale}
      name={reasonField(step)}
      label={label}
      hint={hint}
      rows={2}
      value={filled(reasonField(step))}
      errors={errors}
    />
  </Step>
)

const ReturnForm = ({ filled, errors, ...props }: StepProps) => {
  const { moderation, fields } = dictionary(props.locale)
  const t = moderation.case
  const isTopical = RETURN_TOPICS.some((topic) => filled(topicField(topic)) !== '' || errors.has(topicField(topic)))
  return (
    <Step {...props} step="return" quiet>
      <p class="section__lead">{t.returnLead}</p>
      <TextArea
        locale={props.locale}
        name={reasonField('return')}
        label={t.returnText}
        rows={3}
        value={filled(reasonField('return'))}
        errors={errors}
      />
      <details class="form-part" open={isTopical}>
        <summary>{t.topics}</summary>
        {RETURN_TOPICS.map((topic) => (
          <TextArea
            locale={props.locale}
            name={topicField(topic)}
            label={fields.software[topic]}
            rows={2}
            value={filled(topicField(topic))}
            errors={errors}
          />
        ))}
      </details>
    </Step>
  )
}
