import type { VerdictClause, Verdict as VerdictName } from '../software/verdict.ts'
import { VERDICT_TONES } from '../software/views-catalogue.tsx'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { DataTable, Verdict } from '../web/ui.tsx'

/** The clauses in the order in which `reuseVerdict` tries them, each with its answer. A test holds this against the rule. */
export const RULES_IN_ORDER: readonly (readonly [VerdictClause, VerdictName])[] = [
  ['holder-itself', 'may-use'],
  ['granted', 'may-use'],
  ['open-source-licence', 'may-use'],
  ['granted-on-conditions', 'on-conditions'],
  ['refused', 'may-not'],
  ['granted-to-some', 'on-conditions'],
  ['holder-only', 'may-not'],
  ['grant-not-yet', 'ask-holder'],
  ['grant-expired', 'ask-holder'],
  ['granted-to-others', 'ask-holder'],
  ['exclusive-rights-without-grant', 'ask-holder'],
  ['shared-rights-without-grant', 'ask-holder'],
  ['licence-covers-holder-only', 'may-not'],
  ['rights-not-stated', 'unknown'],
]

/** The exact rules behind the answer "may it be taken", for the help page. */
export const RulesOfReuse = ({ locale }: { readonly locale: Locale }) => {
  const { catalogue, clauses, values } = dictionary(locale)
  const t = catalogue.rules
  return (
    <DataTable
      caption={t.caption}
      captionHidden
      columns={[{ label: t.clause }, { label: t.when }, { label: t.answer }]}
      rows={RULES_IN_ORDER.map(([clause, verdict], index) => [
        <span id={`clause-${clause}`}>
          {index + 1}. {clauses[clause].short}
        </span>,
        clauses[clause].rule,
        <Verdict tone={VERDICT_TONES[verdict]}>{values.verdict[verdict]}</Verdict>,
      ])}
    />
  )
}
