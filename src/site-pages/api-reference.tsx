import type { Child } from 'hono/jsx'
import { AppError, ERROR_CODES, type ErrorCode } from '../kernel/errors.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { STATUS_OF } from '../web/problem.ts'
import { DataTable, IndexList, PageHeader, RecordList, Section } from '../web/ui.tsx'
import {
  boundsText,
  fieldsOf,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  referredName,
  type Schema,
  schemasOf,
  typeText,
} from './openapi-view.ts'
import { OPERATION_TITLES } from './operation-titles.ts'

/** `/api`, `/api/operations/…`, `/api/schemas/…`: the OpenAPI document set as pages. */
export function apiReferencePages(ports: PagePorts, openApi: () => OpenApiDocument) {
  const pages = createPages()

  pages.get('/api', (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).api
    const operations = operationsOf(openApi())
    const tags = [...new Set([...Object.keys(t.groups), ...operations.map(({ tag }) => tag)])].filter((tag) =>
      operations.some((operation) => operation.tag === tag),
    )
    return page(
      c,
      ports,
      {
        title: t.title,
        description: t.lead,
        section: 'help',
        search: true,
        canonicalPath: '/api',
        breadcrumbs: [helpCrumb(locale)],
      },
      <>
        <PageHeader title={t.title} lead={t.lead} />
        <p>
          <a href="/api/v1/openapi.json">{t.document}</a> · <a href={`/${locale}/data#api`}>{t.guide}</a> ·{' '}
          <a href={`/${locale}/problems`}>{t.problems.title}</a>
        </p>
        {tags.map((tag) => (
          <Section id={tag} title={t.groups[tag] ?? tag}>
            <RecordList
              records={operations
                .filter((operation) => operation.tag === tag)
                .map((operation) => ({
                  name: (
                    <a href={`/${locale}/api/operations/${operation.operationId}`}>
                      <code>
                        {operation.method} {operation.path}
                      </code>
                    </a>
                  ),
                  note: summaryOf(operation, locale),
                  side: <span class="meta">{operation.needsKey ? t.needsKey : t.free}</span>,
                }))}
            />
          </Section>
        ))}
        <Section id="schemas" title={t.schemas}>
          <IndexList
            entries={[...schemasOf(openApi())].map(([name, schema]) => ({
              label: <code>{name}</code>,
              href: `/${locale}/api/schemas/${name}`,
              count: fieldsOf(schema).length,
            }))}
          />
        </Section>
      </>,
    )
  })

  pages.get('/api/operations/:id', (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).api
    const operation = operationsOf(openApi()).find(({ operationId }) => operationId === c.req.param('id'))
    if (!operation) throw new AppError('not-found', `no operation ${c.req.param('id')}`)
    return page(
      c,
      ports,
      {
        title: `${operation.method} ${operation.path}`,
        section: 'help',
        search: true,
        canonicalPath: `/api/operations/${operation.operationId}`,
        breadcrumbs: [helpCrumb(locale), { label: t.title, href: `/${locale}/api` }],
      },
      <OperationView locale={locale} operation={operation} />,
    )
  })

  pages.get('/api/schemas/:name', (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).api
    const name = c.req.param('name')
    const schema = schemasOf(openApi()).get(name)
    if (!schema) throw new AppError('not-found', `no schema ${name}`)
    return page(
      c,
      ports,
      {
        title: name,
        section: 'help',
        search: true,
        canonicalPath: `/api/schemas/${name}`,
        breadcrumbs: [helpCrumb(locale), { label: t.title, href: `/${locale}/api` }],
      },
      <>
        <PageHeader title={<code>{name}</code>} lead={described(schema.description, locale)} />
        {locale === 'en' ? null : <p class="meta">{t.language}</p>}
        <FieldTable locale={locale} schema={schema} />
      </>,
    )
  })

  pages.get('/problems', (c) => {
    const locale = c.var.locale
    const { api, problems } = dictionary(locale)
    const t = api.problems
    return page(
      c,
      ports,
      {
        title: t.title,
        description: t.lead,
        section: 'help',
        search: true,
        canonicalPath: '/problems',
        breadcrumbs: [helpCrumb(locale)],
      },
      <>
        <PageHeader title={t.title} lead={t.lead} />
        <DataTable
          caption={t.title}
          captionHidden
          columns={[{ label: t.code }, { label: api.status, numeric: true }, { label: t.meaning }]}
          rows={ERROR_CODES.map((code) => [
            <a href={`/${locale}/problems/${code}`}>
              <code>{code}</code>
            </a>,
            STATUS_OF[code],
            problems[code].title,
          ])}
        />
      </>,
    )
  })

  return pages
}

const helpCrumb = (locale: Locale) => ({ label: dictionary(locale).guide.help.title, href: `/${locale}/help` })

/** The operation's own words; what the dictionary lacks is English, and marked so. */
function summaryOf({ operationId, summary }: Operation, locale: Locale): Child {
  return (locale === 'uk' ? OPERATION_TITLES[operationId] : undefined) ?? described(summary, locale)
}

function described(text: string | undefined, locale: Locale): Child {
  if (text === undefined || text === '') return null
  return locale === 'en' ? text : <span lang="en">{text}</span>
}

const OperationView = ({ locale, operation }: { readonly locale: Locale; readonly operation: Operation }) => {
  const t = dictionary(locale).api
  return (
    <>
      <PageHeader
        meta={operation.needsKey ? t.needsKey : t.free}
        title={summaryOf(operation, locale)}
        lead={
          <code>
            {operation.method} {operation.path}
          </code>
        }
      />
      {locale === 'en' ? null : <p class="meta">{t.language}</p>}
      <Section id="parameters" title={t.parameters}>
        {operation.parameters.length === 0 ? (
          <p>{t.noParameters}</p>
        ) : (
          <DataTable
            caption={t.parameters}
            captionHidden
            columns={[{ label: t.name }, { label: t.where }, { label: t.type }, { label: t.note }]}
            rows={operation.parameters.map(({ name, in: place, required, description, schema }) => [
              <code id={`parameter-${name}`}>{name}</code>,
              t.places[place] ?? place,
              schema ? typeOf(schema, locale) : '',
              notes([
                required ? t.required : null,
                schema ? bounds(schema) : null,
                described(description ?? schema?.description, locale),
              ]),
            ])}
          />
        )}
      </Section>
      {operation.body ? (
        <Section id="body" title={t.body}>
          {Object.entries(operation.body).map(([mediaType, { schema }]) => (
            <>
              <p>
                <code>{mediaType}</code>
                {schema && referredName(schema) !== null ? <>: {typeOf(schema, locale)}</> : null}
              </p>
              {schema && referredName(schema) === null ? <FieldTable locale={locale} schema={schema} /> : null}
            </>
          ))}
        </Section>
      ) : null}
      <Section id="responses" title={t.responses}>
        <DataTable
          caption={t.responses}
          captionHidden
          columns={[{ label: t.status }, { label: t.meaning }, { label: t.type }, { label: t.headers }]}
          rows={operation.responses.map(({ status, description, content, headers }) => [
            <code id={`response-${status}`}>{status}</code>,
            meaningOf(status, description, locale),
            notes(
              Object.entries(content).map(([mediaType, { schema }]) => (
                <>
                  <code>{mediaType}</code>
                  {schema ? <>: {typeOf(schema, locale)}</> : null}
                </>
              )),
            ),
            headers.join(', '),
          ])}
        />
      </Section>
    </>
  )
}

function meaningOf(status: string, description: string, locale: Locale): Child {
  const code = ERROR_CODES.find((each): each is ErrorCode => each === description)
  if (code) return <a href={`/${locale}/problems/${code}`}>{dictionary(locale).problems[code].title}</a>
  return locale === 'uk' && status.startsWith('2') ? dictionary(locale).api.ok : described(description, locale)
}

const FieldTable = ({ locale, schema }: { readonly locale: Locale; readonly schema: Schema }) => {
  const t = dictionary(locale).api
  const fields = fieldsOf(schema)
  if (fields.length === 0) return <p>{typeOf(schema, locale)}</p>
  return (
    <ul class="fields" aria-label={t.fields}>
      {fields.map(({ path, schema: inner, required }) => (
        <li id={path}>
          <code>{path}</code>
          <span>{typeOf(inner, locale)}</span>
          <small>{notes([required ? t.required : null, bounds(inner), described(inner.description, locale)])}</small>
        </li>
      ))}
    </ul>
  )
}

/** A type with links to the schemas it names. */
function typeOf(schema: Schema, locale: Locale): Child {
  return typeText(schema, locale)
    .split(/\b([A-Z][A-Za-z]+)\b/)
    .map((piece) => (/^[A-Z][A-Za-z]+$/.test(piece) ? <a href={`/${locale}/api/schemas/${piece}`}>{piece}</a> : piece))
}

function bounds(schema: Schema): Child {
  const text = boundsText(schema)
  return text === '' ? null : <code>{text}</code>
}

function notes(parts: readonly Child[]): Child {
  return parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map((part, index) => (
      <>
        {index > 0 ? <br /> : null}
        {part}
      </>
    ))
}
