import { expertChange, organizationChange } from '../../src/directory/service.ts'
import type { Change } from '../../src/history/commit.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import type { DeploymentInput } from '../../src/software/deployment.ts'
import { DeploymentDocument } from '../../src/software/deployment.ts'
import { deploymentChange } from '../../src/software/deployments.ts'
import type { SoftwareDocument, SoftwareState } from '../../src/software/model.ts'
import { softwareChange } from '../../src/software/service.ts'
import { fullExpert, fullOrganization, HOLDER } from '../support/full-entry.ts'
import type { TestApp } from '../support/test-app.ts'

/** Writes what pages are tested with straight through the log: no rule of typing stands between a text and the page. */
export function entriesOf({ deps }: TestApp) {
  const commit = (changes: readonly Change[], reason = 'test') =>
    deps.commits.commit({ actor: OPERATOR, reason, changes })
  return {
    organization: (text: string, changes: Parameters<typeof fullOrganization>[1] = {}) => {
      const document = fullOrganization(text, changes)
      return commit([organizationChange(deps, `${document.scheme}-${document.identifier}`, 1, document)])
    },
    expert: (text: string, changes: Parameters<typeof fullExpert>[1] = {}, version = 1, id = 'UA-EX-000001') =>
      commit([expertChange(deps, id, version, fullExpert(text, changes))]),
    software: async (
      id: string,
      document: SoftwareDocument,
      { state = 'published' as SoftwareState, version = 1, reason = 'test' } = {},
    ) => commit([await softwareChange(deps, { id, version, state, document, registeredAt: deps.now() })], reason),
    deployment: (id: string, software: string, input: Partial<DeploymentInput> = {}) => {
      const document = DeploymentDocument.parse({ software, organization: HOLDER, state: 'in-use', ...input })
      return commit([deploymentChange(deps, id, 1, document)])
    },
  }
}
