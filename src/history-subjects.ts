import type { Deps } from './deps.ts'
import { expertName } from './directory/expert-name.ts'
import { getExpert, getOrganization } from './directory/service.ts'
import { selectOrganizationNames } from './directory/store.ts'
import type { HistoryPorts, HistorySubject } from './history/pages.tsx'
import { textFor } from './kernel/localized.ts'
import { softwareName, visibleSoftware } from './software/service.ts'

/** Whose history has pages, for whom, and under which name. */
export function historySubjects(deps: Pick<Deps, 'read'>): readonly HistorySubject[] {
  return [
    {
      collection: 'software',
      type: 'software',
      section: 'software',
      nameOf: async (c, id) => softwareName((await visibleSoftware(deps, c.var.actor, id)).document, c.var.locale),
    },
    {
      collection: 'organizations',
      type: 'organization',
      section: 'organizations',
      nameOf: async (c, id) => textFor((await getOrganization(deps, id)).document.name, c.var.locale)?.text ?? id,
    },
    {
      collection: 'experts',
      type: 'expert',
      section: 'experts',
      nameOf: async (c, id) => expertName(await getExpert(deps, c.var.actor, id), c.var.locale),
    },
  ]
}

/** What the pages of the history need besides: names of the organizations that acted. */
export function historyPorts(deps: Pick<Deps, 'read' | 'site' | 'today'>): HistoryPorts {
  return { ...deps, organizationNames: (ids) => selectOrganizationNames(deps.read, ids) }
}
