import { xmlText } from './xml.ts'

/** One entry of a feed. Addresses are absolute, instants RFC 3339. */
export interface AtomEntry {
  /** Never changes and belongs to this entry alone. */
  readonly id: string
  readonly title: string
  readonly href: string
  readonly updated: string
  readonly published?: string | undefined
  readonly summary?: string | undefined
  readonly language?: string | undefined
}

export interface AtomFeed {
  readonly id: string
  readonly title: string
  readonly subtitle?: string | undefined
  readonly language: string
  /** Of the newest entry; of an empty feed the moment it was asked for. */
  readonly updated: string
  /** The feed itself, and the page that shows the same. */
  readonly selfHref: string
  readonly pageHref: string
  readonly author: string
  readonly entries: readonly AtomEntry[]
}

/** A feed by RFC 4287. */
export function atomFeed(feed: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.language)}">`,
    element('id', feed.id),
    element('title', feed.title),
    feed.subtitle === undefined ? '' : element('subtitle', feed.subtitle),
    element('updated', feed.updated),
    `<author>${element('name', feed.author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(feed.selfHref)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(feed.pageHref)}"/>`,
    ...feed.entries.map(atomEntry),
    '</feed>',
    '',
  ]
    .filter((line, index, lines) => line !== '' || index === lines.length - 1)
    .join('\n')
}

function atomEntry(entry: AtomEntry): string {
  const language = entry.language === undefined ? '' : ` xml:lang="${xmlText(entry.language)}"`
  return [
    `<entry${language}>`,
    element('id', entry.id),
    element('title', entry.title),
    `<link rel="alternate" type="text/html" href="${xmlText(entry.href)}"/>`,
    element('updated', entry.updated),
    entry.published === undefined ? '' : element('published', entry.published),
    entry.summary === undefined ? '' : element('summary', entry.summary),
    '</entry>',
  ].join('')
}

function element(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>`
}
