import { AppError, ERROR_CODES } from '../kernel/errors.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { GUIDE_PAGES } from '../web/i18n/uk/guide.ts'
import { createPages } from '../web/kit.ts'
import type { Operator } from '../web/layout.tsx'
import { type PagePorts, page } from '../web/page.tsx'
import { STATUS_OF } from '../web/problem.ts'
import { Prose } from '../web/prose.tsx'
import { PageHeader, Paragraphs } from '../web/ui.tsx'
import { RulesOfReuse } from './rules-of-reuse.tsx'

/** The parts of pages that tell readers to write to the operator. */
const CONTACT_PARTS: Partial<Record<(typeof GUIDE_PAGES)[number], string>> = {
  help: 'ask',
  accessibility: 'report',
  privacy: 'contact',
  security: 'how',
}

/** Whom to write to; where nobody is named, that. */
const OperatorContact = ({ locale, operator }: { readonly locale: Locale; readonly operator: Operator }) => {
  const t = dictionary(locale).layout.operator
  const { name, contact } = operator
  return (
    <p>
      {name === undefined ? null : <>{t.runBy(name)} </>}
      {contact === undefined ? (
        t.unnamed
      ) : (
        <>
          {t.mailbox}: <a href={`mailto:${contact}`}>{contact}</a>
        </>
      )}
    </p>
  )
}

/** Pages about the register itself: help, glossary, statements, and kinds of problems (every `type` of a problem document leads here). */
export function sitePages(ports: PagePorts) {
  const pages = createPages()

  for (const name of GUIDE_PAGES) {
    const contactPart = CONTACT_PARTS[name]
    pages.get(`/${name}`, (c) => {
      const locale = c.var.locale
      const text = dictionary(locale).guide[name]
      return page(
        c,
        ports,
        { title: text.title, description: text.lead, section: 'help', search: true, canonicalPath: `/${name}` },
        <Prose
          locale={locale}
          text={text}
          origin={ports.site.origin}
          after={{
            ...(name === 'help' ? { rights: <RulesOfReuse locale={locale} /> } : {}),
            ...(contactPart === undefined
              ? {}
              : { [contactPart]: <OperatorContact locale={locale} operator={ports.site.operator} /> }),
          }}
        />,
      )
    })
  }

  pages.get('/problems/:code', (c) => {
    const locale = c.var.locale
    const code = ERROR_CODES.find((each) => each === c.req.param('code'))
    if (code === undefined) throw new AppError('not-found', `no problem ${c.req.param('code')}`)
    const { api, guide, problems } = dictionary(locale)
    const { title, detail, remedy } = problems[code]
    return page(
      c,
      ports,
      {
        title,
        section: 'help',
        search: true,
        canonicalPath: `/problems/${code}`,
        breadcrumbs: [
          { label: guide.help.title, href: `/${locale}/help` },
          { label: api.problems.title, href: `/${locale}/problems` },
        ],
      },
      <>
        <PageHeader title={title} lead={detail} code={`${STATUS_OF[code]} ${code}`} />
        <Paragraphs text={remedy} />
      </>,
    )
  })
  return pages
}
