import type { Deps } from './deps.ts'
import { expertName } from './directory/expert-name.ts'
import { getExpert, getOrganization } from './directory/service.ts'
import { selectOrganizationNames } from './directory/store.ts'
import type { HistoryPorts, HistorySubject } from './history/pages.tsx'
import { everyVersion } from './history/versions.ts'
import { textFor } from './kernel/localized.ts'
import { readableVersions, softwareName, visibleSoftware } from './software/service.ts'

/** Whose history has pages, for whom, and under which name. */
export function historySubjects(deps: Pick<Deps, 'read'>): readonly HistorySubject[] {
  return [
    {
      collection: 'software',
      type: 'software',
      section: 'software',
      open: async (c, id) => {
        const record = await visibleSoftware(deps, c.var.actor, id)
        return { name: softwareName(record.document, c.var.locale), readable: readableVersions(c.var.actor, record) }
      },
    },
    {
      collection: 'organizations',
      type: 'organization',
      section: 'organizations',
      open: async (c, id) => {
        const { document } = await getOrganization(deps, id)
        return { name: textFor(document.name, c.var.locale)?.text ?? id, readable: everyVersion }
      },
    },
    {
      collection: 'experts',
      type: 'expert',
      section: 'experts',
      open: async (c, id) => ({
        name: expertName(await getExpert(deps, c.var.actor, id), c.var.locale),
        readable: everyVersion,
      }),
    },
  ]
}

/** What the pages of the history need besides: names of the organizations that acted. */
export function historyPorts(deps: Pick<Deps, 'read' | 'site' | 'today'>): HistoryPorts {
  return { ...deps, organizationNames: (ids) => selectOrganizationNames(deps.read, ids) }
}
