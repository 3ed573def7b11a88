import type { Written } from '../directory/service.ts'
import { selectOrganizationNames } from '../directory/store.ts'
import type { Change } from '../history/commit.ts'
import type { Json } from '../history/leaf.ts'
import { type Actor, authorize } from '../kernel/actor.ts'
import { addMonths, type IsoDate } from '../kernel/dates.ts'
import { AppError, type Finding, refuseWhenFound } from '../kernel/errors.ts'
import { freeTextFindings, normalizeTyped } from '../kernel/free-text.ts'
import type { DeploymentDocument } from './deployment.ts'
import type { SoftwarePorts } from './service.ts'
import { type DeploymentRecord, selectDeployment, selectSoftware, writeDeployment } from './store.ts'

/** After this long without a confirmation by the user a deployment is shown as unconfirmed (domain rule). */
const CONFIRMATION_MONTHS = 12

/** Whether the using authority has confirmed the deployment within the last twelve months. */
export function isConfirmed(deployment: Pick<DeploymentDocument, 'confirmedOn'>, day: IsoDate): boolean {
  return deployment.confirmedOn !== null && day <= addMonths(deployment.confirmedOn, CONFIRMATION_MONTHS)
}

/** Registers that an organization runs a software. Throws `validation-failed` when either is unknown, and what `authorize` throws. */
export async function registerDeployment(
  ports: SoftwarePorts,
  actor: Actor,
  input: DeploymentDocument,
  reason: string,
): Promise<Written> {
  const document = normalizeTyped(input)
  authorize(actor, 'deployment.register', { organizations: [document.organization] })
  await checkDeployment(ports, document)
  const [id] = await ports.records.allocate('deployment')
  if (id === undefined) throw new Error('no register number was allocated')
  return writeVersion(ports, actor, id, 1, document, reason)
}

/** Replaces a deployment. Software and organization stay; throws as `registerDeployment`, `not-found` and `version-stale`. */
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
  const moved: Finding[] = []
  if (document.software !== current.document.software) moved.push({ pointer: '/software', rule: 'identifier-fixed' })
  if (document.organization !== current.document.organization)
    moved.push({ pointer: '/organization', rule: 'identifier-fixed' })
  refuseWhenFound(moved)
  await checkDeployment(ports, document)
  return writeVersion(ports, actor, id, expected + 1, document, reason)
}

export async function getDeployment(ports: Pick<SoftwarePorts, 'read'>, id: string): Promise<DeploymentRecord> {
  const found = await selectDeployment(ports.read, id)
  if (!found) throw new AppError('not-found', `no deployment ${id}`)
  return found
}

async function checkDeployment(ports: SoftwarePorts, document: DeploymentDocument): Promise<void> {
  const findings: Finding[] = freeTextFindings(document)
  const software = await selectSoftware(ports.read, document.software)
  if (!software || software.state === 'archived') {
    findings.push({ pointer: '/software', rule: 'software-unknown', params: { id: document.software } })
  }
  const organizations = await selectOrganizationNames(ports.read, [document.organization])
  if (!organizations.has(document.organization)) {
    findings.push({ pointer: '/organization', rule: 'organization-unknown', params: { id: document.organization } })
  }
  if (document.since !== null && document.until !== null && document.until < document.since)
    findings.push({ pointer: '/until', rule: 'term-reversed' })
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
  await ports.commits.commit({ actor, reason, changes: [deploymentChange(ports, id, version, document)] })
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
    projections: [],
  }
}
