import type { OutgoingFetch } from '../../kernel/outgoing.ts'
import { dictionary, type Locale } from '../../web/i18n/index.ts'
import type { RequestContext } from '../../web/kit.ts'
import type { PagePorts, PageProps } from '../../web/page.tsx'
import type { EditingPorts, OpenDraft, SeenProposal } from './drafts.ts'
import type { TopicId } from './topics.ts'
import { isFilled, valueAt } from './typed.ts'

export type EditingPagePorts = EditingPorts & PagePorts & { readonly outgoing: OutgoingFetch | null }

/** Paths of the router, below the locale. */
export const DRAFT_PATH = '/work/software/:draft{[0-9a-f]{32}}'

export function entriesHref(locale: Locale): string {
  return `/${locale}/work/software`
}

export function draftHref(locale: Locale, id: string, below = ''): string {
  return `${entriesHref(locale)}/${id}${below}`
}

export function topicHref(locale: Locale, id: string, topic: TopicId): string {
  return draftHref(locale, id, `/topics/${topic}`)
}

export function draftParam(c: RequestContext): string {
  return c.req.param('draft') ?? ''
}

/** A proposal in a hidden input: `UA-PR-000001 2`; empty: there was none. */
export function proposalInput(proposal: SeenProposal | null): string {
  return proposal === null ? '' : `${proposal.id} ${proposal.version}`
}

/** The proposal that a page named when it was made. */
export function seenProposal(text: string): SeenProposal | null {
  const parts = /^(\S{1,40}) (\d{1,9})$/.exec(text)
  return parts ? { id: parts[1] ?? '', version: Number(parts[2]) } : null
}

/** The name a draft has so far, in the reader's language where it has one. */
export function draftName({ content }: Pick<OpenDraft, 'content'>, locale: Locale): string {
  const name = valueAt(content.document, 'identity.name')
  const other = locale === 'uk' ? 'en' : 'uk'
  const found = [locale, other].map((language) => valueAt(name, language)).find((text) => typeof text === 'string')
  return typeof found === 'string' && isFilled({ path: '', kind: 'text' }, found)
    ? found
    : dictionary(locale).editing.list.nameless
}

/** What every page below a draft says of itself. */
export function belowDraft(locale: Locale, draft: OpenDraft, title: string): PageProps {
  const t = dictionary(locale).editing
  return {
    title,
    robots: 'noindex',
    breadcrumbs: [
      { label: t.work, href: `/${locale}/work` },
      { label: t.list.title, href: entriesHref(locale) },
      { label: draftName(draft, locale), href: draftHref(locale, draft.id) },
    ],
  }
}
