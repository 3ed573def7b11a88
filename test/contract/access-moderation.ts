import type { Action } from '../../src/kernel/actor.ts'
import type { Declaration, Declarations } from '../support/access.ts'
import { SMALL } from '../support/small-register.ts'

const OWN: readonly string[] = [SMALL.holder]
const NOBODY: readonly string[] = []
/** The record of whichever organization somebody acts for. */
const ANY_OWN: readonly string[] = [SMALL.holder, SMALL.other]
/** A version that nothing has: whoever may gets as far as being told so. */
const STALE = '999'

/** Who may ask the pages on which is decided. `proposal` waits, and is of the own organization. */
export function moderationDeclarations(proposal: string): Declarations {
  const read = (path: string, action: Action, organizations: readonly string[], hidden = false): Declaration => ({
    needs: [[action, organizations]],
    hidden,
    path: `/uk/work/${path}`,
  })
  const step = (id: string, name: string, action: Action, hidden = false): Declaration => ({
    ...read(`queue/${id}`, action, OWN, hidden),
    case: `${name} of ${id}`,
    request: () => ({ form: { step: name, version: STALE, [`${name}-reason`]: 'Причина' } }),
  })
  const several = read(`queue/several?organization=${SMALL.holder}`, 'software.decide', OWN)
  const merge = read(`queue/${proposal}/merge`, 'proposal.submit', OWN, true)
  return {
    'GET /uk/work/queue': [read('queue', 'software.readUnpublished', NOBODY)],
    'GET /uk/work/submissions': [read('submissions', 'software.readUnpublished', ANY_OWN)],
    'GET /uk/work/queue/several': [several],
    'POST /uk/work/queue/several': [{ ...several, request: () => ({ form: {} }) }],
    'GET /uk/work/queue/:id{UA-(?:SW|CP)-[0-9]+}': [
      { ...read(`queue/${SMALL.draft}`, 'software.readUnpublished', OWN, true), case: 'draft' },
      { ...read(`queue/${proposal}`, 'software.readUnpublished', OWN, true), case: 'proposal' },
    ],
    'POST /uk/work/queue/:id{UA-(?:SW|CP)-[0-9]+}': [
      step(SMALL.published, 'publish', 'software.decide'),
      step(SMALL.published, 'return', 'software.decide'),
      step(SMALL.published, 'archive', 'software.archive'),
      step(SMALL.draft, 'withdraw', 'software.withdraw', true),
      step(proposal, 'accept', 'proposal.decide', true),
      step(proposal, 'return', 'proposal.decide', true),
      step(proposal, 'withdraw', 'proposal.withdraw', true),
    ],
    'GET /uk/work/queue/:id{UA-CP-[0-9]+}/entry': [
      read(`queue/${proposal}/entry`, 'software.readUnpublished', OWN, true),
    ],
    'GET /uk/work/queue/:id{UA-CP-[0-9]+}/merge': [merge],
    'POST /uk/work/queue/:id{UA-CP-[0-9]+}/merge': [{ ...merge, request: () => ({ form: { version: STALE } }) }],
  }
}
