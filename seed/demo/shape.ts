import type { ExpertInput, InvolvementDetails, OrganizationInput } from '../../src/directory/model.ts'
import type { DeploymentInput } from '../../src/software/deployment.ts'
import type { SoftwareInput } from '../../src/software/model.ts'

/** A demonstration organization; `UA-EDR` codes are 99000000 and up, with valid check digits. */
export type DemoOrganization = Omit<OrganizationInput, 'demonstration' | 'confirmed'>

/** `key` is how software entries name the expert before it has a register number. */
export interface DemoExpert {
  readonly key: string
  readonly expert: Omit<ExpertInput, 'demonstration'>
}

type Document = Omit<SoftwareInput, 'demonstration' | 'provenance'>
type People = NonNullable<Document['people']>

/** A part that an expert had, with what is known of it; the loader puts the words into the expert's own record. */
export type DemoInvolvement = NonNullable<People['experts']>[number] &
  Partial<Pick<InvolvementDetails, 'affiliationThen' | 'conflictOfInterest' | 'document'>>

/**
 * A demonstration entry. `key` is how variants, suites and deployments name it before it has a register number: in `relations`,
 * `target` holds a key; in `people.experts`, `expert` holds the key of an expert. Provenance and `demonstration` are set by the loader.
 */
export interface DemoSoftware {
  readonly key: string
  readonly state?: 'draft' | 'submitted' | 'returned' | 'published' | 'archived'
  readonly document: Omit<Document, 'people'> & {
    people?: Omit<People, 'experts'> & { experts?: DemoInvolvement[] }
  }
}

export interface DemoDeployment extends Omit<DeploymentInput, 'software' | 'demonstration'> {
  /** Key of the software. */
  readonly software: string
}
