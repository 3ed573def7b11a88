import { accountWork, type WorkLink, type WorkSlot } from './account-pages/work.tsx'
import type { Deps } from './deps.ts'
import { can } from './kernel/actor.ts'
import { waitingForEditor } from './software/editing/my-entries.ts'
import { awaitingDecision } from './software/moderation.ts'
import { dictionary } from './web/i18n/index.ts'

/** What each part of the program puts on the desk of whoever is signed in, in this order. */
export function workSlots(deps: Deps): readonly WorkSlot[] {
  return [decisions(deps), entries(deps), directory, accountWork(deps)]
}

function decisions(deps: Deps): WorkSlot {
  return async ({ actor }, locale) => {
    const t = dictionary(locale)
    const count = await awaitingDecision(deps, actor)
    if (count === null) return []
    return [{ title: t.moderation.queue.title, href: `/${locale}/work/queue`, hint: t.accounts.work.queueHint, count }]
  }
}

function entries(deps: Deps): WorkSlot {
  return async ({ actor }, locale) => {
    const own = { organizations: actor.organization === null ? [] : [actor.organization] }
    const t = dictionary(locale)
    const links: WorkLink[] = []
    const count = await waitingForEditor(deps, actor)
    if (count !== null) {
      const hint = t.accounts.work.entriesHint
      links.push({ title: t.editing.list.title, href: `/${locale}/work/software`, hint, count })
    }
    if (can(actor, 'software.submit', own)) {
      const hint = t.accounts.work.submissionsHint
      links.push({ title: t.moderation.submissions.title, href: `/${locale}/work/submissions`, hint })
    }
    return links
  }
}

const directory: WorkSlot = async ({ actor }, locale) => {
  const own = { organizations: actor.organization === null ? [] : [actor.organization] }
  const { layout, directoryWork: t, accounts } = dictionary(locale)
  return [
    ...(can(actor, 'deployment.register', own)
      ? [{ title: accounts.work.deployments, href: `/${locale}/work/deployments`, hint: t.deployments.lead }]
      : []),
    ...(can(actor, 'organization.register')
      ? [{ title: layout.nav.organizations, href: `/${locale}/work/organizations`, hint: t.organizations.lead }]
      : []),
    ...(can(actor, 'expert.register')
      ? [{ title: layout.nav.experts, href: `/${locale}/work/experts`, hint: t.experts.lead }]
      : []),
  ]
}
