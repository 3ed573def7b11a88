import { eq } from 'drizzle-orm'
import { leafTable, settingTable } from '../db/schema.ts'
import { build, statement } from '../db/statements.ts'
import type { Deps } from '../src/deps.ts'
import { ExpertDocument, type InvolvementDetails, OrganizationDocument } from '../src/directory/model.ts'
import { expertChange, organizationChange } from '../src/directory/service.ts'
import type { Change } from '../src/history/commit.ts'
import { OPERATOR } from '../src/kernel/actor.ts'
import { organizationId } from '../src/kernel/identifiers.ts'
import { DeploymentDocument } from '../src/software/deployment.ts'
import { deploymentChange } from '../src/software/deployments.ts'
import { type Provenance, SoftwareDocument, type SoftwareInput } from '../src/software/model.ts'
import { filledGroups } from '../src/software/provenance.ts'
import { softwareChange } from '../src/software/service.ts'
import { REAL_SYSTEMS } from '../src/software/store-figures.ts'
import { EARLIER_VERSIONS } from './demo/earlier-versions.ts'
import {
  DEMO_DEPLOYMENTS,
  DEMO_EXPERTS,
  DEMO_ORGANIZATIONS,
  DEMO_SOFTWARE,
  REAL_ORGANIZATIONS,
  REAL_SOFTWARE,
} from './demo/index.ts'
import type { DemoSoftware } from './demo/shape.ts'

const LOADED = 'demonstration-loaded'
/** The reason in the history of records that are not fictional. */
const REAL_LOADED = 'real-systems.load'

/** Whether the demonstration data was loaded into this database. */
export async function hasDemonstration(deps: Pick<Deps, 'read'>): Promise<boolean> {
  const rows = await deps.read.select().from(settingTable).where(eq(settingTable.name, LOADED))
  return rows.length > 0
}

/** Whether anything was ever registered in this database: codes and keys are nothing registered. */
export async function hasRecords(deps: Pick<Deps, 'read'>): Promise<boolean> {
  const rows = await deps.read.select({ idx: leafTable.idx }).from(leafTable).limit(1)
  return rows.length > 0
}

/**
 * Loads the demonstration data and the few real systems, in one commit: a start that was cut short leaves nothing behind and
 * begins again. Does nothing when it was loaded before, nor in a register that has records:
 * fiction is not mixed into them. Returns how many records it wrote.
 */
export async function seedDemonstration(deps: Deps): Promise<number> {
  if ((await hasDemonstration(deps)) || (await hasRecords(deps))) return 0
  const { changes, real } = await demonstrationChanges(deps)
  await deps.commits.commit({ actor: OPERATOR, reason: 'demonstration.load', changes })
  await deps.records.record([
    statement(build.insert(settingTable).values({ name: REAL_SYSTEMS, value: JSON.stringify(real) })),
    statement(build.insert(settingTable).values({ name: LOADED, value: deps.now() })),
  ])
  return changes.length
}

async function demonstrationChanges(deps: Deps): Promise<{ changes: Change[]; real: readonly string[] }> {
  const at = deps.now()
  const organizations = new Map<string, OrganizationDocument>()
  for (const organization of DEMO_ORGANIZATIONS) {
    const document = OrganizationDocument.parse({ ...organization, demonstration: true })
    organizations.set(organizationId(document.scheme, document.identifier), document)
  }
  for (const { sources: _, ...organization } of REAL_ORGANIZATIONS) {
    const document = OrganizationDocument.parse(organization)
    organizations.set(organizationId(document.scheme, document.identifier), document)
  }
  const expertIds = await numbered(deps, 'expert', DEMO_EXPERTS)
  const softwareIds = await numbered(deps, 'software', [...DEMO_SOFTWARE, ...REAL_SOFTWARE])
  const deploymentIds = await deps.records.allocate('deployment', DEMO_DEPLOYMENTS.length)

  const changes = [...organizations].map(([id, document]) => {
    const change = organizationChange(deps, id, 1, document)
    return document.demonstration ? change : { ...change, reason: REAL_LOADED }
  })
  for (const { key, expert } of DEMO_EXPERTS) {
    const involvements = involvementsOf(key, softwareIds)
    const document = ExpertDocument.parse({ ...expert, involvements, demonstration: true })
    changes.push(expertChange(deps, idOf(expertIds, key), 1, document))
  }
  const write = async (
    entry: DemoSoftware,
    origin: Provenance['origin'],
    demonstration: boolean,
    extensions: object,
  ) => {
    const filled = SoftwareDocument.parse({
      ...withNumbers(entry.document, softwareIds, expertIds),
      ...extensions,
      demonstration,
    })
    const provenance = Object.fromEntries(filledGroups(filled).map((group) => [group, { origin, source: null, at }]))
    const document = { ...filled, provenance }
    const last = { state: entry.state ?? 'published', document }
    const id = idOf(softwareIds, entry.key)
    const earlier = EARLIER_VERSIONS[entry.key] ?? []
    const versions = [...earlier.map(({ state, was }) => ({ state, document: was?.(document) ?? document })), last]
    for (const [index, { state, document }] of versions.entries()) {
      const change = await softwareChange(
        deps,
        { id, version: index + 1, state, document, registeredAt: at },
        organizations,
      )
      const reason = earlier[index - 1]?.reasonOfNext ?? (demonstration ? undefined : REAL_LOADED)
      changes.push(reason === undefined ? change : { ...change, reason })
    }
  }
  for (const entry of DEMO_SOFTWARE) await write(entry, 'demonstration', true, {})
  for (const { sources, ...entry } of REAL_SOFTWARE) {
    const statements = Object.fromEntries(
      sources.map(({ statement, source }) => [statement.en, { uk: statement.uk, source }]),
    )
    await write(entry, 'typed', false, { extensions: { sources: statements } })
  }
  for (const [index, { software, ...deployment }] of DEMO_DEPLOYMENTS.entries()) {
    const document = DeploymentDocument.parse({
      ...deployment,
      software: idOf(softwareIds, software),
      demonstration: true,
    })
    changes.push(deploymentChange(deps, deploymentIds[index] ?? '', 1, document))
  }
  return { changes, real: REAL_SOFTWARE.map(({ key }) => idOf(softwareIds, key)) }
}

async function numbered(
  deps: Deps,
  type: 'software' | 'expert',
  entries: readonly { readonly key: string }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = await deps.records.allocate(type, entries.length)
  return new Map(entries.map(({ key }, index) => [key, ids[index] ?? '']))
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the demonstration data names "${key}", which it does not hold`)
  return id
}

/** The document with register numbers in place of the keys by which demonstration entries name one another. */
function withNumbers(
  document: DemoSoftware['document'],
  softwareIds: ReadonlyMap<string, string>,
  expertIds: ReadonlyMap<string, string>,
): Omit<DemoSoftware['document'], 'people'> & Pick<SoftwareInput, 'people'> {
  return {
    ...document,
    relations: (document.relations ?? []).map((relation) => ({
      ...relation,
      target: relation.target == null ? null : idOf(softwareIds, relation.target),
    })),
    people: {
      ...document.people,
      experts: (document.people?.experts ?? []).map(({ expert, role, from, to }) => ({
        expert: idOf(expertIds, expert),
        role,
        from,
        to,
      })),
    },
  }
}

/** What the entries say of the parts an expert had: it tells of the person, so it is kept in their own record. */
function involvementsOf(expert: string, softwareIds: ReadonlyMap<string, string>): InvolvementDetails[] {
  return [...DEMO_SOFTWARE, ...REAL_SOFTWARE].flatMap(({ key, document }) =>
    (document.people?.experts ?? [])
      .filter((involved) => involved.expert === expert)
      .map(({ role, affiliationThen = null, conflictOfInterest = null, document = null }) => ({
        software: idOf(softwareIds, key),
        role,
        affiliationThen,
        conflictOfInterest,
        document,
      }))
      .filter((details) => details.affiliationThen ?? details.conflictOfInterest ?? details.document),
  )
}
