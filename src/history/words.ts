import { type LocalizedText, textFor } from '../kernel/localized.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { Envelope } from './leaf.ts'

/** Why a version was made: a reason that a person gave as it is, one that the program gave in the reader's words. */
export function reasonText(reason: string, locale: Locale): string {
  const { history, fields } = dictionary(locale)
  if (Object.hasOwn(history.reasons, reason)) return history.reasons[reason] ?? reason
  // A return marks its topics: `[rights] …`.
  const topics: Readonly<Record<string, string>> = fields.software
  return reason.replace(/^\[([A-Za-z]+)\] /gm, (mark, topic: string) =>
    Object.hasOwn(topics, topic) ? `${topics[topic]}: ` : mark,
  )
}

/** Who made a version: the role, and the organization they acted for, by its name where `known` gives it. */
export function actorText(
  { role, organization }: Envelope['actor'],
  locale: Locale,
  known?: { readonly name: LocalizedText } | undefined,
): string {
  const labels: Readonly<Record<string, string>> = dictionary(locale).values.actorRole
  const label = Object.hasOwn(labels, role) ? (labels[role] ?? role) : role
  if (organization === null) return label
  return `${label}, ${textFor(known?.name, locale)?.text ?? organization}`
}
