import { OrganizationDocument, organizationFindings } from '../../directory/model.ts'
import type { PubliccodeDocument } from '../../exchange/publiccode/document.ts'
import type { Finding } from '../../kernel/errors.ts'
import { WebUrl } from '../../kernel/fields.ts'
import { organizationId } from '../../kernel/identifiers.ts'
import { LanguageTag } from '../../kernel/localized.ts'
import type { Remark } from './from-publiccode.ts'

export interface ImportedHolder {
  readonly id: string
  readonly document: OrganizationDocument
  /** False when the file gives no name: the document then carries its identifier in place of one. */
  readonly isNamed: boolean
}

/** Hosts where the first part of the path is whose the repository is; elsewhere the host itself is somebody's own. */
const SHARED_HOSTS = ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'framagit.org', 'gitlab.opencode.de']

/**
 * Who holds software, as its publiccode.yml says: the code of the Italian register of authorities (IndicePA), which is an
 * identifier of the state's own, else the address of the organisation, else the owner of the repository. Unconfirmed: a
 * registrar looks at it. However an address is spelled (scheme, letter case, final slash), it gives one organization. One that
 * the register would refuse is none. Pure.
 * @param remarks gets why there is no holder though the file names one
 */
export function holderOf(source: PubliccodeDocument, remarks: Remark[]): ImportedHolder | null {
  const stated = statedHolder(source)
  if (stated === null || 'id' in stated) return stated
  const params = { rule: stated.rule, pointer: stated.pointer }
  remarks.push({ severity: 'warning', rule: 'holder-refused', path: 'organisation', params })
  return null
}

function statedHolder(source: PubliccodeDocument): ImportedHolder | Finding | null {
  const { organisation, it, legal } = source
  const code = /^urn:x-italian-pa:(.+)$/i.exec(organisation?.uri ?? '')?.[1] ?? it?.codiceIPA ?? null
  const stated = organisation?.name ?? legal.repoOwner
  const page = addressOf(organisation?.uri ?? null)
  if (code !== null) {
    return holder(source, 'IT-IPA', code.toLowerCase(), stated ?? legal.mainCopyrightOwner, page, 'foreign-public-body')
  }
  if (page !== null) return holder(source, 'URL', page, stated, page, 'other')
  const owner = ownerOf(source.url)
  if (owner === null) return null
  const name = owner.name ?? legal.mainCopyrightOwner
  return holder(source, 'URL', owner.address, stated ?? name, owner.address, 'other')
}

function holder(
  source: PubliccodeDocument,
  scheme: string,
  identifier: string,
  name: string | null,
  website: string | null,
  kind: 'foreign-public-body' | 'other',
): ImportedHolder | Finding {
  const key = scheme === 'URL' ? comparable(identifier) : identifier
  const language = Object.keys(source.description).find((tag) => LanguageTag.safeParse(tag).success) ?? 'und'
  const parsed = OrganizationDocument.safeParse({
    scheme,
    identifier: key,
    name: { [language]: (name ?? nameless(key)).slice(0, 500) },
    kind,
    website,
    confirmed: false,
  })
  const [issue] = parsed.error?.issues ?? []
  if (!parsed.success) return { pointer: `/${issue?.path.join('/') ?? ''}`, rule: issue?.message ?? '' }
  const [finding] = organizationFindings(parsed.data)
  return finding ?? { id: organizationId(scheme, key), document: parsed.data, isNamed: name !== null }
}

/** What an organization is called that nobody has named. */
export function nameless(identifier: string): string {
  return identifier.replace(/^https:\/\//, '')
}

function addressOf(uri: string | null): string | null {
  return uri !== null && WebUrl.safeParse(uri).success ? uri : null
}

/** One spelling for an address: `https`, host and path in lower case, no `www.`, no final slash, no fragment. */
function comparable(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address
  const host = url.host.toLowerCase().replace(/^www\./, '')
  return `https://${host}${url.pathname.toLowerCase().replace(/\/+$/, '')}${url.search}`
}

function ownerOf(repository: string): { readonly address: string; readonly name: string | null } | null {
  const url = URL.parse(repository)
  if (url === null) return null
  const host = url.hostname.replace(/^www\./, '')
  const [owner] = url.pathname.split('/').filter((part) => part !== '')
  if (!SHARED_HOSTS.includes(host)) return { address: `https://${url.host}`, name: null }
  return owner === undefined ? null : { address: `https://${url.host}/${owner}`, name: owner }
}
