import {
  ExpertDocument,
  type ExpertInput,
  OrganizationDocument,
  type OrganizationInput,
} from '../../src/directory/model.ts'
import { edrpouCheckDigit } from '../../src/kernel/edrpou.ts'
import { DeploymentDocument, type DeploymentInput } from '../../src/software/deployment.ts'
import { SoftwareDocument, type SoftwareInput } from '../../src/software/model.ts'
import { Grant, SoftwareRights } from '../../src/software/rights.ts'
import type { Asker } from '../../src/software/verdict.ts'

/** The fictional EDRPOU code number `number`, with its check digit: `edrpou(1)` is `99000014`. */
export function edrpou(number: number): string {
  const digits = `99${String(number).padStart(5, '0')}`
  return `${digits}${edrpouCheckDigit(digits)}`
}

/** The id that the organization with `edrpou(number)` gets. */
export function organizationOf(number: number): string {
  return `UA-EDR-${edrpou(number)}`
}

export function anOrganization(changes: Partial<OrganizationInput> = {}): OrganizationDocument {
  return OrganizationDocument.parse({
    scheme: 'UA-EDR',
    identifier: edrpou(1),
    name: { uk: 'Синівська селищна рада', en: 'Synivka settlement council' },
    kind: 'local-authority',
    level: 'community',
    ...changes,
  })
}

export function aSoftware(changes: Partial<SoftwareInput> = {}): SoftwareDocument {
  return SoftwareDocument.parse({
    identity: {
      name: { uk: 'Електронна черга', en: 'Queue' },
      shortDescription: { uk: 'Талони і табло для центрів надання послуг.' },
    },
    ...changes,
  })
}

/** Software of this name, and all else as usual. */
export function named(name: string, changes: Partial<SoftwareInput> = {}): SoftwareDocument {
  return aSoftware({
    ...changes,
    identity: { name: { uk: name }, shortDescription: { uk: 'Опис рішення.' }, ...changes.identity },
  })
}

export function rights(changes: Partial<Parameters<typeof SoftwareRights.parse>[0] & object> = {}): SoftwareRights {
  return SoftwareRights.parse(changes)
}

/** A permission for anyone, free of charge and without conditions, unless the changes say otherwise. */
export function aGrant(changes: Partial<(typeof Grant)['_input']> = {}): Grant {
  return Grant.parse({ permittedUsers: 'anyone', gratuitous: true, ...changes })
}

export function anAsker(changes: Partial<Asker> = {}): Asker {
  return { id: 'UA-EDR-99000014', kind: 'local-authority', level: 'community', region: 'UA46', ...changes }
}

export function anExpert(changes: Partial<ExpertInput> = {}): ExpertDocument {
  return ExpertDocument.parse({
    name: { uk: 'Оксана Перевірна', en: 'Oksana Perevirna' },
    specialism: { uk: 'Захист інформації' },
    consent: { state: 'given', date: '2026-10-01', document: 'Заява Оксани Перевірної' },
    ...changes,
  })
}

export function aDeployment(changes: Partial<DeploymentInput> & Pick<DeploymentInput, 'software'>): DeploymentDocument {
  return DeploymentDocument.parse({ organization: organizationOf(1), state: 'in-use', ...changes })
}

/** Ten digits with the check digit of an RNOKPP of somebody born in 1990. Made up for the tests. */
export const RNOKPP = '3287654327'
