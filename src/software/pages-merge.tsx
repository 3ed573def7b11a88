import { fieldName, valueText } from '../history/field-names.ts'
import type { Json } from '../history/leaf.ts'
import { authorize } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { Plain, Words } from '../web/content.tsx'
import { readForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { findingText } from '../web/problem.ts'
import {
  Button,
  Choices,
  DataTable,
  ErrorSummary,
  type FieldErrors,
  Form,
  fieldId,
  Notice,
  PageHeader,
  Section,
} from '../web/ui.tsx'
import { type ChangeCase, changeCase } from './moderation.ts'
import { casePath } from './pages-queue.tsx'
import { comparedWithEntry, rebaseProposal } from './proposals.ts'
import { type SoftwarePorts, softwareName, subjectOf } from './service.ts'
import type { Side, ThreeWayField } from './three-way.ts'

type Ports = SoftwarePorts & PagePorts

const LONGEST_VALUE = 600

/** `/work/queue/UA-CP-…/merge`: base, current and proposed values, and a choice where both sides changed a field. */
export function mergePages(ports: Ports) {
  const pages = createPages()

  pages.get('/work/queue/:id{UA-CP-[0-9]+}/merge', async (c) => {
    const found = await movedCase(ports, c)
    if (!found.hasMoved) return c.redirect(`/${c.var.locale}${casePath(found.proposal.id)}`, 303)
    return mergePage(ports, c, found, {})
  })

  pages.post('/work/queue/:id{UA-CP-[0-9]+}/merge', async (c) => {
    const form = await readForm(c)
    const found = await movedCase(ports, c)
    // Sent once more: it was carried over already.
    if (!found.hasMoved) return c.redirect(`/${c.var.locale}${casePath(found.proposal.id)}`, 303)
    const fields = await comparedWithEntry(ports, found.proposal, found.entry)
    const choices = new Map<string, Side>(
      fields.flatMap(({ path }) => {
        const side = form.text(choiceField(path))
        return side === 'current' || side === 'proposed' ? [[path, side] as const] : []
      }),
    )
    if (form.text('entry') !== String(found.entry.version)) {
      return mergePage(ports, c, found, { choices, again: true, status: 412 })
    }
    try {
      await rebaseProposal(ports, c.var.actor, found.proposal.id, Number(form.text('version')), choices)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'version-stale') {
        return mergePage(ports, c, await movedCase(ports, c), { choices, again: true, status: 412 })
      }
      if (error.code !== 'validation-failed') throw error
      const errors = new Map(
        error.findings.map((finding) => [choiceField(finding.pointer), findingText(finding, c.var.locale)]),
      )
      return mergePage(ports, c, found, { choices, errors, status: 422 })
    }
    return c.redirect(`/${c.var.locale}${casePath(found.proposal.id)}`, 303)
  })

  return pages
}

function choiceField(path: string): string {
  return `choice${path}`
}

async function movedCase(ports: Ports, c: RequestContext): Promise<ChangeCase> {
  const found = await changeCase(ports, c.var.actor, c.req.param('id') ?? '')
  authorize(c.var.actor, 'proposal.submit', subjectOf(found.entry.document))
  return found
}

interface Shown {
  readonly choices?: ReadonlyMap<string, Side>
  readonly errors?: FieldErrors
  readonly again?: boolean
  readonly status?: 200 | 412 | 422
}

async function mergePage(ports: Ports, c: RequestContext, found: ChangeCase, shown: Shown) {
  const { choices = new Map<string, Side>(), errors = new Map<string, string>(), again = false, status = 200 } = shown
  const locale = c.var.locale
  const { merge: t, queue } = dictionary(locale).moderation
  const { entry, proposal } = found
  const fields = await comparedWithEntry(ports, proposal, entry)
  const clashes = fields.filter(({ changedBy }) => changedBy === 'clash')
  return page(
    c,
    ports,
    {
      title: `${t.title}: ${softwareName(entry.document, locale)}`,
      robots: 'noindex',
      search: true,
      breadcrumbs: [
        { label: queue.title, href: `/${locale}/work/queue` },
        { label: proposal.id, href: `/${locale}${casePath(proposal.id)}` },
      ],
      failed: errors.size > 0,
    },
    <>
      {errors.size > 0 ? (
        <ErrorSummary
          locale={locale}
          errors={[...errors].map(([field, text]) => ({
            href: clashes.some(({ path }) => choiceField(path) === field) ? `#${fieldId(field)}` : undefined,
            text,
          }))}
        />
      ) : null}
      {again ? <Notice tone="caution">{t.again}</Notice> : null}
      <PageHeader
        code={proposal.id}
        title={t.title}
        lead={<Words texts={entry.document.identity.name} locale={locale} />}
      />
      <p>{t.lead(proposal.proposal.baseVersion, entry.version)}</p>
      <Form>
        <input type="hidden" name="version" value={String(proposal.version)} />
        <input type="hidden" name="entry" value={String(entry.version)} />
        <Section id="clashes" title={t.clashes}>
          <p class="section__lead">{clashes.length === 0 ? t.noClashes : t.clashesLead}</p>
          {clashes.map((field) => (
            <Clash locale={locale} field={field} chosen={choices.get(field.path)} errors={errors} />
          ))}
        </Section>
        <Button>{t.carry}</Button>
      </Form>
      <OneSided locale={locale} id="by-proposal" title={t.byProposal} fields={fields} side="proposed" />
      <OneSided locale={locale} id="by-entry" title={t.byEntry} fields={fields} side="current" />
    </>,
    status,
  )
}

const Value = ({
  locale,
  path,
  value,
}: {
  readonly locale: Locale
  readonly path: string
  readonly value: Json | undefined
}) => {
  const text = valueText(path, value, locale, LONGEST_VALUE)
  return text === '' ? <i>{dictionary(locale).moderation.merge.empty}</i> : <Plain text={text} locale={locale} />
}

const Clash = ({
  locale,
  field,
  chosen,
  errors,
}: {
  readonly locale: Locale
  readonly field: ThreeWayField
  readonly chosen: Side | undefined
  readonly errors: FieldErrors
}) => {
  const t = dictionary(locale).moderation.merge
  const option = (value: Side) => ({
    value,
    label: (
      <>
        <span class="meta">{t[value]}:</span> <Value locale={locale} path={field.path} value={field[value]} />
      </>
    ),
  })
  return (
    <Choices
      locale={locale}
      kind="radios"
      name={choiceField(field.path)}
      label={fieldName('software', field.path, locale)}
      hint={
        <>
          {t.base}: <Value locale={locale} path={field.path} value={field.base} />
        </>
      }
      errors={errors}
      values={chosen === undefined ? [] : [chosen]}
      options={[option('current'), option('proposed')]}
    />
  )
}

/** What only one side changed: it is taken as it is. */
const OneSided = ({
  locale,
  id,
  title,
  fields,
  side,
}: {
  readonly locale: Locale
  readonly id: string
  readonly title: string
  readonly fields: readonly ThreeWayField[]
  readonly side: Side
}) => {
  const t = dictionary(locale).moderation.merge
  const shown = fields.filter(({ changedBy }) => changedBy === side || (side === 'current' && changedBy === 'both'))
  if (shown.length === 0) return null
  return (
    <Section id={id} title={title}>
      <DataTable
        labelledBy={id}
        columns={[{ label: t.field }, { label: t.base }, { label: side === 'current' ? t.current : t.proposed }]}
        rows={shown.map((field) => [
          fieldName('software', field.path, locale),
          <Value locale={locale} path={field.path} value={field.base} />,
          <Value locale={locale} path={field.path} value={field[side]} />,
        ])}
      />
    </Section>
  )
}
