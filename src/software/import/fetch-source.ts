import { WebUrl } from '../../kernel/fields.ts'
import type { OutgoingFetch } from '../../kernel/outgoing.ts'
import type { ImportFile } from './import-publiccode.ts'
import type { RegisterRule } from './report.ts'

/** Most addresses in one request of the API. */
export const MOST_ADDRESSES = 50

/** The files at the addresses, one after another. One that cannot be got comes as a file with the reason in place of bytes. */
export async function* fetchSources(
  outgoing: OutgoingFetch | null,
  addresses: Iterable<string>,
): AsyncGenerator<ImportFile> {
  for (const address of addresses) yield await fetchSource(outgoing, address)
}

export async function fetchSource(outgoing: OutgoingFetch | null, address: string): Promise<ImportFile> {
  const file = {
    source: withoutSecrets(address),
    label: withoutSecrets(address),
    path: null,
    address: webAddress(address),
  }
  if (outgoing === null) return { ...file, ...failed('outgoing-unavailable') }
  const { bytes, refusal } = await outgoing(address)
  if (bytes === null) return { ...file, ...failed(refusal.rule, refusal.params) }
  return { ...file, bytes, address }
}

function failed(rule: RegisterRule, params?: Readonly<Record<string, string | number>>) {
  const failure = {
    severity: 'error',
    rule,
    path: '',
    line: null,
    column: null,
    ...(params ? { params } : {}),
  } as const
  return { bytes: null, failure }
}

/** The text as an address a file can be known by, else null. */
export function webAddress(text: string): string | null {
  return WebUrl.safeParse(text).data ?? null
}

function withoutSecrets(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i, '$1').slice(0, 2000)
}
