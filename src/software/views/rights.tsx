import type { IsoDate } from '../../kernel/dates.ts'
import { cutAt } from '../../kernel/text.ts'
import { langOfPlain, OutwardLink, Plain, Words } from '../../web/content.tsx'
import { dictionary, formatDate, type Locale } from '../../web/i18n/index.ts'
import { DataTable, Notice, Paragraphs, Section, SummaryList, Tag } from '../../web/ui.tsx'
import { licenseFact } from '../license.ts'
import type { Grant } from '../rights.ts'
import {
  Cut,
  DocumentReference,
  Joined,
  OrganizationLink,
  originOf,
  Unconfirmed,
  type ViewProps,
  Whole,
} from './parts.tsx'
import { Grantees, Territory } from './verdict.tsx'

/** The rights in full: who holds what by which document, and who else was permitted what. */
export const Rights = (props: ViewProps) => {
  const { locale, view, today, limits } = props
  const { values, record } = dictionary(locale)
  const t = record.rights
  const { rights } = view.record.document
  const { holder, copyrightOwner, basis, kind, transferDocument, license, licenseText, grants, refusal } = rights
  const known = [holder, copyrightOwner, basis, kind, transferDocument, license].some((fact) => fact !== null)
  return (
    <Section id="rights" title={record.sections.rights} aside={originOf(props, 'rights')}>
      {known ? null : <p>{t.none}</p>}
      <SummaryList
        rows={[
          {
            label: t.holder,
            value:
              view.holder === null ? null : (
                <>
                  <OrganizationLink locale={locale} organization={{ ...view.holder.document, id: view.holder.id }} />{' '}
                  {view.holder.document.confirmed ? null : <Unconfirmed locale={locale} />}
                </>
              ),
          },
          {
            label: t.copyrightOwner,
            value: copyrightOwner === null ? null : <Plain text={copyrightOwner} locale={locale} />,
          },
          { label: t.kind, value: kind === null ? null : values.rightsKind[kind] },
          { label: t.basis, value: basis === null ? null : values.rightsBasis[basis] },
          {
            label: t.transfer,
            value: transferDocument === null ? null : <DocumentReference locale={locale} document={transferDocument} />,
          },
          { label: t.license, value: license === null ? null : <License license={license} /> },
        ]}
      />
      {licenseText === null ? null : (
        <details class="figure__table">
          <summary>{t.licenseText}</summary>
          <div lang={langOfPlain(licenseText, locale)}>
            <Paragraphs text={cutAt(licenseText, limits.licenseText)} />
          </div>
          {licenseText.length > limits.licenseText ? <p class="meta">{record.restInJson}</p> : null}
        </details>
      )}
      {refusal === null ? null : (
        <Notice tone="stop" title={`${t.refusal}: ${values.refusalReason[refusal.reason].toLocaleLowerCase(locale)}`}>
          <p>
            {t.legalBasis}: <Plain text={refusal.legalBasis} locale={locale} />
          </p>
          {refusal.note === null ? null : (
            <p>
              <Words texts={refusal.note} locale={locale} />
            </p>
          )}
        </Notice>
      )}
      <h3 class="section__part" id="grants">
        {t.grants}
      </h3>
      {grants.length === 0 ? (
        <p>{t.grantsNone}</p>
      ) : (
        <>
          <DataTable
            labelledBy="grants"
            columns={[{ label: t.to }, { label: t.terms }, { label: t.term }, { label: t.document }]}
            rows={grants
              .slice(0, limits.grants)
              .map((grant) => [
                <Grantees locale={locale} view={view} grant={grant} />,
                <GrantTerms locale={locale} grant={grant} />,
                <GrantTerm locale={locale} grant={grant} today={today} />,
                grant.document === null ? null : (
                  <DocumentReference locale={locale} document={grant.document} clause={grant.clause} />
                ),
              ])}
          />
          <Cut locale={locale} shown={Math.min(grants.length, limits.grants)} total={grants.length} />
        </>
      )}
    </Section>
  )
}

/** A licence with the name and the text that SPDX gives it. */
const License = ({ license }: { readonly license: string }) => {
  const fact = licenseFact(license)
  if (fact === null || fact.name === fact.id) return <>{license}</>
  return (
    <>
      <OutwardLink href={`https://spdx.org/licenses/${fact.id}.html`}>{license}</OutwardLink>{' '}
      <span class="meta" lang="en">
        {fact.name}
      </span>
    </>
  )
}

const GrantTerms = ({ locale, grant }: { readonly locale: Locale; readonly grant: Grant }) => {
  const t = dictionary(locale).record.rights
  const facts = [
    grant.gratuitous === null ? t.paymentUnknown : grant.gratuitous ? t.gratuitous : t.paid,
    ...(grant.license === null ? [] : [<Whole text={grant.license} />]),
    ...(grant.seats === null ? [] : [t.seats(grant.seats)]),
    ...(grant.territory === null ? [] : [<Territory locale={locale} territory={grant.territory} />]),
  ]
  return (
    <>
      <Joined parts={facts} by="; " />
      {grant.conditions === null ? null : (
        <p>
          <Words texts={grant.conditions} locale={locale} />
        </p>
      )}
    </>
  )
}

const GrantTerm = ({
  locale,
  grant: { from, to },
  today,
}: {
  readonly locale: Locale
  readonly grant: Grant
  readonly today: IsoDate
}) => {
  const { rights: t, ...record } = dictionary(locale).record
  const begins = from === null ? '' : record.since(formatDate(locale, from))
  const ends = to === null ? t.unlimited : record.until(formatDate(locale, to))
  return (
    <>
      {[begins, ends].filter((part) => part !== '').join(' ')}{' '}
      {to !== null && to < today ? <Tag tone="stop">{t.notInForce}</Tag> : null}
      {from !== null && today < from ? <Tag tone="caution">{t.notYet}</Tag> : null}
    </>
  )
}
