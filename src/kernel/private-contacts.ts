import type { Finding } from './errors.ts'

const MAILBOX = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/u
/** Ukrainian numbers as people write them: with the country's code, or with the long-distance prefix in groups. */
const PHONE = /(?<![\p{L}\p{N}.,/-])(?:\+?38[\s(-]*0\d{2}|\(0\d{2}\)|0\d{2}[\s-])(?:[\s)-]*\d){7}(?![\p{L}\p{N}])/u

/**
 * Mailboxes and phone numbers in texts that tell of people (`private-mailbox`, `private-phone`). The register shows an
 * organization's official mailbox, in its own field, and no other contacts.
 */
export function privateContactFindings(value: unknown, pointer = ''): Finding[] {
  if (typeof value === 'string') {
    return [
      ...(MAILBOX.test(value) ? [{ pointer, rule: 'private-mailbox' }] : []),
      ...(PHONE.test(value) ? [{ pointer, rule: 'private-phone' }] : []),
    ]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    privateContactFindings(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}
