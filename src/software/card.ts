import type { LocalizedText } from '../kernel/localized.ts'
import type { SoftwareDocument, SoftwareState } from './model.ts'
import type { SoftwareRights } from './rights.ts'

/** What a result row needs, and nothing that is long. */
export interface CardContent {
  readonly name: LocalizedText
  readonly shortDescription: LocalizedText
  readonly rights: Pick<SoftwareRights, 'holder' | 'copyrightOwner' | 'kind' | 'license' | 'grants' | 'refusal'>
  readonly functions: readonly string[]
  readonly developmentStatus: SoftwareDocument['identity']['developmentStatus']
  readonly lifecycleStage: SoftwareDocument['identity']['lifecycleStage']
  readonly version: string | null
  readonly demonstration: boolean
  readonly civic: boolean
}

export interface SoftwareCard extends CardContent {
  readonly id: string
  /** Version of the record. */
  readonly recordVersion: number
  readonly state: SoftwareState
  readonly updatedAt: string
}

export function cardOf(document: SoftwareDocument): CardContent {
  const { holder, copyrightOwner, kind, license, grants, refusal } = document.rights
  return {
    name: document.identity.name,
    shortDescription: document.identity.shortDescription,
    rights: { holder, copyrightOwner, kind, license, grants, refusal },
    functions: document.identity.functions,
    developmentStatus: document.identity.developmentStatus,
    lifecycleStage: document.identity.lifecycleStage,
    version: document.technology.version,
    demonstration: document.demonstration,
    civic: document.civic,
  }
}
