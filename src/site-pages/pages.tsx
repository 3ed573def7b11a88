import { AppError, ERROR_CODES } from '../kernel/errors.ts'
import { dictionary } from '../web/i18n/index.ts'
import { GUIDE_PAGES } from '../web/i18n/uk/guide.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { STATUS_OF } from '../web/problem.ts'
import { Prose } from '../web/prose.tsx'
import { PageHeader, Paragraphs } from '../web/ui.tsx'
import { RulesOfReuse } from './rules-of-reuse.tsx'

/** Pages about the register itself: help, glossary, statements, and kinds of problems (every `type` of a problem document leads here). */
export function sitePages(ports: PagePorts) {
  const pages = createPages()

  for (const name of GUIDE_PAGES) {
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
          after={name === 'help' ? { rights: <RulesOfReuse locale={locale} /> } : {}}
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
