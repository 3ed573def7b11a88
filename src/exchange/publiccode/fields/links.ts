import { type Notes, note } from '../finding.ts'
import { type Field, keepText, shorten } from '../section.ts'
import { VIDEO_HOSTS } from '../vocabulary.ts'
import { readTexts, readWritten, type WrittenText } from './texts.ts'

/** Hosts whose repositories have the same path under every protocol. */
const REPOSITORY_HOSTS = ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'git.sr.ht']

/** An http(s) URL. An empty quoted text is an error to the standard where `null` is not. */
export function readUrl(notes: Notes, field: Field | null): string | null {
  if (field?.node.kind === 'scalar' && !field.node.plain && field.node.text.trim() === '') {
    note(notes, 'warning', 'value-empty', field, 'The address is empty; leave the key out instead.', {
      standardError: true,
    })
    return null
  }
  const written = readWritten(notes, field)
  return written ? acceptUrl(notes, written) : null
}

export function readUrls(notes: Notes, field: Field | null): string[] {
  const urls = readTexts(notes, field, 'allowed').map((written) => acceptUrl(notes, written))
  return [...new Set(urls.filter((url) => url !== null))]
}

/** Videos: URLs of sites that offer oEmbed. */
export function readVideos(notes: Notes, field: Field | null): string[] {
  const found = new Set<string>()
  for (const written of readTexts(notes, field)) {
    const url = acceptUrl(notes, written)
    if (!url) continue
    found.add(url)
    const host = new URL(url).hostname
    if (VIDEO_HOSTS.some((known) => host === known || host.endsWith(`.${known}`))) continue
    note(notes, 'warning', 'video-host', written, `${host} is not known to offer oEmbed, which the standard wants.`, {
      standardError: true,
      params: { host },
    })
  }
  return [...found]
}

/**
 * Takes a written address as an http(s) URL. A missing scheme and the git forms of well-known hosts are completed;
 * user names and passwords are cut out; what cannot be a public address is kept as an extension.
 */
export function acceptUrl(notes: Notes, written: WrittenText): string | null {
  const found = understandUrl(written.text)
  if (!found) {
    note(
      notes,
      'error',
      'url-invalid',
      written,
      `«${shorten(written.text)}» is no http or https address; kept aside.`,
      {
        standardError: !isOtherUrl(written.text),
        params: { written: shorten(withoutSecrets(written.text)) },
      },
    )
    keepText(notes, written, withoutSecrets(written.text))
    return null
  }
  if (found.change === 'credentials') {
    note(notes, 'warning', 'url-credentials-removed', written, 'A user name or password was cut out of the address.')
  } else if (found.change !== null) {
    note(notes, 'warning', 'url-completed', written, `The address was taken as ${shorten(found.url)}.`, {
      standardError: found.change === 'scheme',
      params: { value: shorten(found.url) },
    })
  } else if (written.text !== written.written && written.written.trim() !== written.written.replace(/\n$/, '')) {
    note(notes, 'warning', 'url-blanks', written, 'Blanks around the address were taken off.', { standardError: true })
  }
  return found.url
}

interface UnderstoodUrl {
  readonly url: string
  readonly change: 'credentials' | 'scheme' | 'protocol' | null
}

function understandUrl(text: string): UnderstoodUrl | null {
  if (/\s/.test(text) || text.length > 2000) return null
  if (/^https?:\/\//i.test(text)) {
    if (!URL.canParse(text) || !isPublicHost(new URL(text).hostname)) return null
    const url = new URL(text)
    if (url.username === '' && url.password === '') return { url: text, change: null }
    return { url: withoutSecrets(text), change: 'credentials' }
  }
  const git = /^(?:(?:git\+)?(?:ssh|https?|git):\/\/(?:[\w.-]+@)?|[\w.-]+@)([\w.-]+)[:/](\S+)$/i.exec(text)
  if (git) {
    const host = (git[1] ?? '').toLowerCase()
    if (!REPOSITORY_HOSTS.includes(host)) return null
    return { url: `https://${host}/${(git[2] ?? '').replace(/^\/+/, '')}`, change: 'protocol' }
  }
  const bare = `https://${text}`
  const looksBare = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#]\S*)?$/i.test(text)
  return looksBare && URL.canParse(bare) && isPublicHost(new URL(bare).hostname)
    ? { url: bare, change: 'scheme' }
    : null
}

/** A host name with a dot and a top-level domain of letters, or an IP address; `localhost` is nobody's public address. */
function isPublicHost(host: string): boolean {
  return /\.(?:[a-z]{2,}|xn--[a-z0-9-]+|\d{1,3})\.?$/i.test(host) || host.startsWith('[')
}

/** Addresses of other schemes are URLs to the standard; this register only follows http and https. */
function isOtherUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i.test(text) && !/^(?:https?|file):/i.test(text)
}

function withoutSecrets(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i, '$1')
}

const LOGO_FORMATS = ['svg', 'svgz', 'png']
const SCREENSHOT_FORMATS = ['png', 'jpg']

/** A picture or file: a path inside the repository or an http(s) URL. */
export function readPath(notes: Notes, field: Field | null, kind: 'logo' | 'file'): string | null {
  const written = readWritten(notes, field)
  return written ? acceptPath(notes, written, kind === 'logo' ? LOGO_FORMATS : null) : null
}

export function readScreenshots(notes: Notes, field: Field | null): string[] {
  const paths = readTexts(notes, field).map((written) => acceptPath(notes, written, SCREENSHOT_FORMATS))
  return [...new Set(paths.filter((path) => path !== null))]
}

function acceptPath(notes: Notes, written: WrittenText, formats: readonly string[] | null): string | null {
  const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(written.text)
  const accepted = isUrl ? acceptUrl(notes, written) : acceptRelative(notes, written)
  if (accepted === null || formats === null) return accepted
  const path = isUrl ? new URL(accepted).pathname : accepted
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  if (!formats.includes(extension)) {
    note(
      notes,
      'warning',
      'picture-format',
      written,
      `The standard wants one of the formats ${formats.join(', ')} here.`,
      {
        standardError: true,
        params: { formats: formats.join(', ') },
      },
    )
  }
  return accepted
}

function acceptRelative(notes: Notes, written: WrittenText): string | null {
  const { text } = written
  if (!text.startsWith('/') && !text.split(/[/\\]/).includes('..') && !text.includes('\n')) return text
  note(notes, 'error', 'path-outside', written, 'The path does not stay inside the repository; kept aside.', {
    standardError: true,
  })
  keepText(notes, written, text)
  return null
}

/** Whether a text can identify an organisation: a URL or a URN (RFC 2141). */
export function isOrganisationUri(text: string): boolean {
  if (/^urn:x-italian-pa:/i.test(text)) return /^urn:x-italian-pa:[a-z0-9_-]+$/i.test(text)
  if (/^urn:/i.test(text)) return /^urn:[a-z0-9][a-z0-9-]{0,31}:[a-z0-9()+,\-.:=@;$_!*'%/?#]+$/i.test(text)
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i.test(text)
}
