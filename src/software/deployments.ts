import type { Written } from '../directory/service.ts'
import { selectOrganizationNames } from '../directory/store.ts'
import type { Change } from '../history/commit.ts'
import type { Json } from '../history/leaf.ts'
import { type Actor, authorize } from '../kernel/actor.ts'
import { addDays, addMonths, type IsoDate } from '../kernel/dates.ts'
import { AppError, type Finding, refuseWhenFound } from '../kernel/errors.ts'
import { freeTextFindings, normalizeTyped, typedReason } from '../kernel/free-text.ts'
import { privateContactFindings } from '../kernel/private-contacts.ts'
import { DEPLOYMENT_STATES, type DeploymentDocument } from './deployment.ts'
import type { SoftwarePorts } from './service.ts'
import { type DeploymentRecord, openDeployments, selectDeployment, selectSoftware, writeDeployment } from './store.ts'

/** After this long without a confirmation by the user a deployment is shown as unconfirmed (domain rule). */
const CONFIRMATION_MONTHS = 12

/** Whether the using authority has confirmed the deployment within the last twelve months. */
export function isConfirmed(deployment: Pick<DeploymentDocument, 'confirmedOn'>, day: IsoDate): boolean {
  return deployment.confirmedOn !== null && day <= addMonths(deployment.confirmedOn, CONFIRMATION_MONTHS)
}

/** The first day of a confirmation that still holds on a day: `isConfirmed` for whoever asks the database. */
export function confirmedSince(day: IsoDate): IsoDate {
  const back = addMonths(day, -CONFIRMATION_MONTHS)
  // A year before 29 February is 28 February, whose year ends a day too early.
  return addMonths(back, CONFIRMATION_MONTHS) < day ? addDays(back, 1) : back
}

/** The states in which a deployment has to be confirmed from time to time. */
export const CONFIRMED_STATES = ['pilot', 'in-use'] as const

/** Whether its user should say again that the software is still used. */
export function isDue(
  { state, confirmedOn }: Pick<DeploymentDocument, 'state' | 'confirmedOn'>,
  day: IsoDate,
): boolean {
  return (CONFIRMED_STATES as readonly string[]).includes(state) && !isConfirmed({ confirmedOn }, day)
}

/**
 * Registers that an organization runs a published software. Throws `validation-failed` when either is unknown, `conflict`
 * when a deployment of the two is open already, and what `authorize` throws; naming the day of a confirmation takes the right to confirm, which only the using organization has.
 */
export async function registerDeployment(
  ports: SoftwarePorts,
  actor: Actor,
  input: DeploymentDocument,
  reason: string,
): Promise<Written> {
  const document = normalizeTyped(input)
  authorize(actor, 'deployment.register', { organizations: [document.organization] })
  authorizeConfirmation(actor, document, null)
  const software = await selectSoftware(ports.read, document.software)
  const unknown: Finding[] =
    software?.state === 'published'
      ? []
      : [{ pointer: '/software', rule: 'software-unknown', params: { id: document.software } }]
  await checkDeployment(ports, document, unknown)
  const [id] = await ports.records.allocate('deployment')
  if (id === undefined) throw new Error('no register number was allocated')
  return writeVersion(ports, actor, id, 1, document, reason)
}

/**
 * Replaces a deployment. Software and organization stay, and a deployment goes forward only (planned → pilot → in use → retired).
 * Throws as `registerDeployment`, `not-found`, `version-stale`, and `conflict` with rule `transition-refused`.
 */
export async function editDeployment(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  expected: number,
  input: DeploymentDocument,
  reason: string,
): Promise<Written> {
  const current = await getDeployment(ports, id)
  authorize(actor, 'deployment.edit', { organizations: [current.document.organization] })
  if (current.version !== expected) throw new AppError('version-stale', `${id} is at version ${current.version}`)
  const document = normalizeTyped(input)
  authorizeConfirmation(actor, document, current.document.confirmedOn)
  const moved: Finding[] = []
  if (document.software !== current.document.software) moved.push({ pointer: '/software', rule: 'identifier-fixed' })
  if (document.organization !== current.document.organization)
    moved.push({ pointer: '/organization', rule: 'identifier-fixed' })
  refuseWhenFound(moved)
  // The software may have been archived meanwhile: that it was in use, and when it ceased to be, can still be said.
  await checkDeployment(ports, document, [])
  const [before, after] = [current.document.state, document.state]
  if (DEPLOYMENT_STATES.indexOf(after) < DEPLOYMENT_STATES.indexOf(before)) {
    throw new AppError('conflict', `${id} is ${before}`, [
      { pointer: '/state', rule: 'transition-refused', params: { state: before, transition: after } },
    ])
  }
  return writeVersion(ports, actor, id, expected + 1, document, reason)
}

/**
 * The using organization says that it still runs the software. Throws as `editDeployment`, and `conflict` for a deployment that has
 * not begun or has ended.
 */
export async function confirmDeployment(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  expected: number,
): Promise<Written> {
  const { document } = await getDeployment(ports, id)
  authorize(actor, 'deployment.confirm', { organizations: [document.organization] })
  if (!(CONFIRMED_STATES as readonly string[]).includes(document.state)) {
    throw new AppError('conflict', `${id} is ${document.state}`, [
      { pointer: '/state', rule: 'transition-refused', params: { state: document.state, transition: 'confirm' } },
    ])
  }
  return editDeployment(ports, actor, id, expected, { ...document, confirmedOn: ports.today() }, 'deployment.confirm')
}

export async function getDeployment(ports: Pick<SoftwarePorts, 'read'>, id: string): Promise<DeploymentRecord> {
  const found = await selectDeployment(ports.read, id)
  if (!found) throw new AppError('not-found', `no deployment ${id}`)
  return found
}

function authorizeConfirmation(actor: Actor, document: DeploymentDocument, before: IsoDate | null): void {
  if (document.confirmedOn === null || document.confirmedOn === before) return
  authorize(actor, 'deployment.confirm', { organizations: [document.organization] })
}

async function checkDeployment(
  ports: SoftwarePorts,
  document: DeploymentDocument,
  known: readonly Finding[],
): Promise<void> {
  const findings: Finding[] = [...known, ...freeTextFindings(document), ...privateContactFindings(document)]
  const organizations = await selectOrganizationNames(ports.read, [document.organization])
  if (!organizations.has(document.organization)) {
    findings.push({ pointer: '/organization', rule: 'organization-unknown', params: { id: document.organization } })
  }
  if (document.since !== null && document.until !== null && document.until < document.since)
    findings.push({ pointer: '/until', rule: 'term-reversed' })
  if (document.confirmedOn !== null && document.confirmedOn > ports.today())
    findings.push({ pointer: '/confirmedOn', rule: 'date-in-future' })
  if (document.adoptionCost !== null && document.adoptionCost.amount < 0)
    findings.push({ pointer: '/adoptionCost/amount', rule: 'number-range' })
  refuseWhenFound(findings)
}

async function writeVersion(
  ports: SoftwarePorts,
  actor: Actor,
  id: string,
  version: number,
  document: DeploymentDocument,
  reason: string,
): Promise<Written> {
  await ports.commits.commit({
    actor,
    reason: typedReason(reason),
    changes: [deploymentChange(ports, id, version, document)],
  })
  return { id, version, warnings: [] }
}

/** The change that brings a deployment to a version, for verbs that write several records in one commit. Checks nothing. */
export function deploymentChange(
  ports: Pick<SoftwarePorts, 'now'>,
  id: string,
  version: number,
  document: DeploymentDocument,
): Change {
  return {
    type: 'deployment',
    id,
    version,
    snapshot: document as unknown as Json,
    row: writeDeployment(id, version, document, ports.now()),
    // Later versions keep their software and organization, and what has ended does not begin again.
    ...(version === 1 && document.state !== 'retired' ? { noneOf: openDeployments(document) } : {}),
    projections: [],
  }
}
