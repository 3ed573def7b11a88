import { AppError, ERROR_CODES, type ErrorCode } from '../kernel/errors.ts'
import { dictionary } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { STATUS_OF } from '../web/problem.ts'
import { PageHeader, Paragraphs } from '../web/ui.tsx'

/** Pages about the register itself: kinds of problems (every `type` of a problem document leads here). */
export function sitePages(ports: PagePorts) {
  const pages = createPages()
  pages.get('/problems/:code', (c) => {
    const code = ERROR_CODES.find((each) => each === c.req.param('code'))
    if (code === undefined) throw new AppError('not-found', `no problem ${c.req.param('code')}`)
    const { title, detail, remedy } = problemText(c.var.locale, code)
    return page(
      c,
      ports,
      { title, section: 'help' },
      <>
        <PageHeader title={title} lead={detail} code={String(STATUS_OF[code])} />
        <Paragraphs text={remedy} />
      </>,
    )
  })
  return pages
}

function problemText(locale: 'uk' | 'en', code: ErrorCode) {
  return dictionary(locale).problems[code]
}
