import type { DirectoryPorts } from '../directory/service.ts'
import type { SoftwarePorts } from '../software/service.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { RequestContext } from '../web/kit.ts'
import type { PagePorts } from '../web/page.tsx'
import { LinkButton, Notice } from '../web/ui.tsx'

/** What the pages of one's work need of the wiring. */
export type WorkPorts = SoftwarePorts &
  DirectoryPorts &
  PagePorts & { readonly randomBytes: (count: number) => Uint8Array }

/** What the pages of one's work have around them; `section`: the list that a page belongs to. */
export function workFrame(locale: Locale, section?: 'organizations' | 'experts' | 'deployments') {
  const t = dictionary(locale).directoryWork
  return {
    robots: 'noindex',
    search: true,
    breadcrumbs: [
      { label: t.work, href: `/${locale}/work` },
      ...(section === undefined ? [] : [{ label: t[section].title, href: `/${locale}/work/${section}` }]),
    ],
  }
}

/** Where to go on to after something was saved, so that the page there can say so. */
export function doneHref(href: string, version: number): string {
  return `${href}?saved=${version}`
}

/** Says that something was saved, where the address says so. */
export const DoneNotice = ({ c }: { readonly c: RequestContext }) => {
  const version = /^[1-9]\d{0,8}$/.exec(c.req.query('saved') ?? '')?.[0]
  if (version === undefined || c.var.session === null) return null
  return (
    <Notice tone="ok">
      <p>{dictionary(c.var.locale).directoryWork.version(Number(version))}</p>
    </Notice>
  )
}

/** How many rows of a list come before the page asked for. */
export function pageOffset(c: RequestContext): number {
  return Number(/^[1-9]\d{0,5}$/.exec(c.req.query('from') ?? '')?.[0] ?? 0)
}

/** From a public list to the pages on which its records are kept up. */
export const WorkLink = ({
  locale,
  section,
}: {
  readonly locale: Locale
  readonly section: 'organizations' | 'experts' | 'deployments'
}) => (
  <p>
    <LinkButton href={`/${locale}/work/${section}`} quiet>
      {dictionary(locale).directoryWork[section].title}
    </LinkButton>
  </p>
)
