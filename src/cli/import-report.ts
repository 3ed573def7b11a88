import type { ImportReport, ItemReport, Outcome } from '../software/import/report.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { importFindingText } from '../web/import-findings.ts'

/** The report as data: a stable shape for this and every later importer. */
export function reportAsJson({ run, dryRun, counts, items }: ImportReport, locale: Locale): unknown {
  return {
    run,
    dryRun,
    counts,
    items: items.map(({ item, source, outcome, id, findings, ignored }) => ({
      item,
      source,
      outcome,
      id,
      findings: findings.map((finding) => ({
        severity: finding.severity,
        rule: finding.rule,
        path: finding.path,
        line: finding.line,
        column: finding.column,
        message: importFindingText(finding, locale),
      })),
      ignored,
    })),
  }
}

/** The report for people: a line for each file, and below it `file:line:column key — what` for each finding. */
export function reportAsText(report: ImportReport, locale: Locale): string {
  const { outcomes, dryRun, ignored } = dictionary(locale).importReport
  const lines = report.items.flatMap((item) => itemLines(item, locale, outcomes, ignored))
  const counts = (Object.keys(report.counts) as Outcome[]).map(
    (outcome) => `${outcomes[outcome]}: ${report.counts[outcome]}`,
  )
  return `${[...lines, '', `${counts.join(' · ')}${report.dryRun ? ` (${dryRun})` : ''}`].join('\n')}\n`
}

function itemLines(
  { source, outcome, id, findings, ignored }: ItemReport,
  locale: Locale,
  outcomes: Readonly<Record<Outcome, string>>,
  ignoredLabel: string,
): string[] {
  return [
    `${outcomes[outcome]}  ${source}${id === null ? '' : `  ${id}`}`,
    ...findings.map((finding) => {
      const place = finding.line === null ? source : `${source}:${finding.line}:${finding.column ?? 1}`
      return `    ${place}${finding.path === '' ? '' : ` ${finding.path}`} — ${importFindingText(finding, locale)}`
    }),
    ...(ignored.length === 0 ? [] : [`    ${ignoredLabel}: ${ignored.join(', ')}`]),
  ]
}
