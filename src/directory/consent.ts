import {
  actorOfConsentLink,
  type ConsentLink,
  type ConsentLinkPorts,
  consentLinkOf,
  endConsentLinks,
  makeConsentLink,
  markConsentLinkUsed,
} from '../accounts/consent-links.ts'
import { type Actor, authorize, can, ORGANIZATION_ROLES, type Subject } from '../kernel/actor.ts'
import { kyivDay } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import type { ExpertDocument } from './model.ts'
import { type DirectoryPorts, editExpert, recordConsent, subjectOfExpert, type Written } from './service.ts'
import { type ExpertRecord, selectExperts } from './store.ts'

export type ConsentPorts = DirectoryPorts & ConsentLinkPorts

/**
 * Issues the personal link of an expert, in place of any earlier one; the secret is given this once. Throws what `authorize`
 * throws (a record that the actor may not know of is `not-found`), `conflict` when consent was withdrawn, and `forbidden` to an
 * organization once consent is given: the link is the expert's own from then on.
 */
export async function issueConsentLink(
  ports: ConsentPorts,
  actor: Actor,
  expert: string,
): Promise<{ readonly secret: string; readonly link: ConsentLink }> {
  const record = await linkedExpert(ports, actor, expert)
  if (record.document.consent.state === 'withdrawn') {
    throw new AppError('conflict', `${expert} withdrew consent`, [{ pointer: '/consent', rule: 'consent-withdrawn' }])
  }
  // A registrar acts for the register: their own organization learns nothing of the expert by it.
  return makeConsentLink(ports, actor, expert, isOfOrganization(actor) ? actor.organization : null)
}

/** Ends the personal link of an expert at once. Throws as `issueConsentLink`. */
export async function revokeConsentLink(ports: ConsentPorts, actor: Actor, expert: string): Promise<void> {
  await linkedExpert(ports, actor, expert)
  await endConsentLinks(ports, actor, expert)
}

async function linkedExpert(ports: ConsentPorts, actor: Actor, expert: string): Promise<ExpertRecord> {
  const record = (await selectExperts(ports.read, [expert])).get(expert)
  const subject = await subjectOfExpert(ports.read, expert)
  authorize(actor, 'expert.link', subject)
  if (!record) throw new AppError('not-found', `no expert ${expert}`)
  if (!mayLink(actor, record, subject)) throw new AppError('forbidden', `the link of ${expert} is their own`)
  return record
}

/** Whether the actor may issue and revoke the personal link of an expert: an organization no more once consent is given. Pure. */
export function mayLink(actor: Actor, { document }: ExpertRecord, subject: Subject): boolean {
  return can(actor, 'expert.link', subject) && !(isOfOrganization(actor) && document.consent.state === 'given')
}

function isOfOrganization({ role }: Actor): boolean {
  return ORGANIZATION_ROLES.some((each) => each === role)
}

/** What stands behind a personal link. */
export interface OpenedConsent {
  readonly link: ConsentLink
  readonly actor: Actor
  readonly record: ExpertRecord
  /** Whether consent may still be given, and data corrected; withdrawing may always be. */
  readonly isCurrent: boolean
}

/**
 * What stands behind the secret of a link; null for one that was never issued, was revoked, or ran out or was replaced without an
 * answer. Changes nothing: mail scanners open links too.
 */
export async function openConsent(ports: ConsentPorts, secret: string): Promise<OpenedConsent | null> {
  const link = await consentLinkOf(ports.read, secret)
  if (link === null) return null
  const record = (await selectExperts(ports.read, [link.expertId])).get(link.expertId)
  if (!record) return null
  const isCurrent = link.expiresAt > ports.now() && link.replacedAt === null
  if (!isCurrent && record.document.consent.state !== 'given') return null
  return { link, actor: actorOfConsentLink(link), record, isCurrent }
}

/** The expert gives consent to exactly the version they were shown. Throws as `recordConsent`, and `forbidden` by a link that ran out or was replaced. */
export async function giveConsent(ports: ConsentPorts, opened: OpenedConsent, shown: number): Promise<Written> {
  return answer(ports, opened, shown, 'given')
}

/** The expert withdraws consent, or refuses it: they are erased by this one request. */
export async function withdrawConsent(ports: ConsentPorts, opened: OpenedConsent): Promise<Written> {
  // Whatever was changed meanwhile, they want it gone.
  for (let attempt = 1; ; attempt++) {
    const record = (await selectExperts(ports.read, [opened.record.id])).get(opened.record.id) ?? opened.record
    try {
      return await answer(ports, opened, record.version, 'withdrawn')
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'version-stale' || attempt === WITHDRAWAL_ATTEMPTS) throw error
    }
  }
}

const WITHDRAWAL_ATTEMPTS = 4

/** The expert corrects what is recorded of them; published data changes at once. Throws as `editExpert`. */
export async function correctExpert(
  ports: ConsentPorts,
  { actor, record, link, isCurrent }: OpenedConsent,
  shown: number,
  document: ExpertDocument,
): Promise<Written> {
  if (!isCurrent) throw new AppError('forbidden', 'the link has run out')
  const { demonstration } = record.document
  const done = await editExpert(ports, actor, record.id, shown, { ...document, demonstration }, 'expert.correct')
  await markConsentLinkUsed(ports, link.id)
  return done
}

async function answer(
  ports: ConsentPorts,
  { actor, record, link }: OpenedConsent,
  version: number,
  state: 'given' | 'withdrawn',
): Promise<Written> {
  const date = kyivDay(ports.now())
  const done = await recordConsent(ports, actor, record.id, version, { state, date, document: null })
  await markConsentLinkUsed(ports, link.id)
  return done
}
