import { type ExpertDocument, involvementDetails } from '../../directory/model.ts'
import { OutwardLink, Plain, Words } from '../../web/content.tsx'
import { dictionary, formatDate } from '../../web/i18n/index.ts'
import { DataTable, RecordList, Section, SummaryList, Tag } from '../../web/ui.tsx'
import { Cut, Joined, OrganizationLink, originOf, periodText, type ViewProps } from './parts.tsx'

/** Organizations that made it, experts who were involved (with their consent alone), and whom to write to. */
export const People = (props: ViewProps) => {
  const { locale, view, limits } = props
  const { values, record } = dictionary(locale)
  const t = record.team
  const { developers, experts } = view.record.document.people
  return (
    <Section id="people" title={record.sections.people} aside={originOf(props, 'people')}>
      {developers.length + experts.length === 0 ? <p>{t.none}</p> : null}
      {developers.length > 0 ? (
        <>
          <h3 class="section__part">{t.developers}</h3>
          <DataTable
            caption={t.developers}
            captionHidden
            columns={[{ label: t.developer }, { label: t.role }, { label: t.period }, { label: t.contract }]}
            rows={developers.slice(0, limits.people).map(({ organization, name, role, from, to, contract }) => {
              const known = organization === null ? undefined : view.organizations.get(organization)
              return [
                known ? (
                  <OrganizationLink locale={locale} organization={known} short />
                ) : (
                  <Plain text={name} locale={locale} />
                ),
                values.developerRole[role],
                periodText(locale, from, to),
                contract,
              ]
            })}
          />
          <Cut locale={locale} shown={Math.min(developers.length, limits.people)} total={developers.length} />
        </>
      ) : null}
      {experts.length > 0 ? (
        <>
          <h3 class="section__part">{t.experts}</h3>
          <RecordList
            records={experts.slice(0, limits.people).map((involved) => {
              const expert = view.experts.get(involved.expert)
              const role = values.expertRole[involved.role]
              if (!expert) return { name: t.noConsent, note: role }
              const details = involvementDetails(expert.document, view.record.id, involved.role)
              return {
                name: (
                  <a href={`/${locale}/experts/${involved.expert}`}>
                    <Words texts={(expert.document as ExpertDocument).name} locale={locale} />
                  </a>
                ),
                note: (
                  <Joined
                    by=" · "
                    parts={[
                      role,
                      periodText(locale, involved.from, involved.to),
                      details?.affiliationThen ?? null,
                      details?.document ?? null,
                    ].flatMap((part) => (part === null || part === '' ? [] : [<Plain text={part} locale={locale} />]))}
                  />
                ),
                side:
                  details === null || details.conflictOfInterest === null ? null : (
                    <>
                      {t.conflict}: <Plain text={details.conflictOfInterest} locale={locale} />
                    </>
                  ),
              }
            })}
          />
          <Cut locale={locale} shown={Math.min(experts.length, limits.people)} total={experts.length} />
        </>
      ) : null}
    </Section>
  )
}

/** Who paid and who maintains it. */
export const FundingAndMaintenance = (props: ViewProps) => {
  const { locale, view, today, limits } = props
  const { values, record } = dictionary(locale)
  const t = record.money
  const { funding, maintenance } = view.record.document
  const { contractors } = maintenance
  const known =
    funding.sources.length + funding.fundedBy.length + contractors.length > 0 ||
    funding.programme !== null ||
    maintenance.type !== null ||
    maintenance.until !== null
  return (
    <Section id="money" title={record.sections.money} aside={originOf(props, 'funding')}>
      {known ? null : <p>{t.none}</p>}
      <SummaryList
        rows={[
          { label: t.sources, value: funding.sources.map((source) => values.fundingSource[source]).join(', ') },
          {
            label: t.fundedBy,
            value:
              funding.fundedBy.length === 0 ? null : (
                <Joined
                  parts={funding.fundedBy.slice(0, limits.people).map(({ name, uri }) => {
                    const text = <Plain text={name} locale={locale} />
                    return uri === null ? text : <OutwardLink href={uri}>{text}</OutwardLink>
                  })}
                />
              ),
          },
          {
            label: t.programme,
            value: funding.programme === null ? null : <Words texts={funding.programme} locale={locale} />,
          },
          {
            label: t.maintenance,
            value: maintenance.type === null ? null : values.maintenanceType[maintenance.type],
          },
          { label: t.until, value: maintenance.until === null ? null : until(maintenance.until) },
          {
            label: t.contractors,
            value:
              contractors.length === 0 ? null : (
                <ul>
                  {contractors.slice(0, limits.people).map((contractor) => (
                    <li>
                      {contractor.website === null ? (
                        <Plain text={contractor.name} locale={locale} />
                      ) : (
                        <OutwardLink href={contractor.website}>
                          <Plain text={contractor.name} locale={locale} />
                        </OutwardLink>
                      )}
                      {contractor.until === null ? null : <> · {until(contractor.until)}</>}
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <p class="meta section__foot">{t.sums}</p>
    </Section>
  )

  function until(day: string) {
    return (
      <>
        {record.until(formatDate(locale, day))} {day < today ? <Tag tone="stop">{t.ended}</Tag> : null}
      </>
    )
  }
}
