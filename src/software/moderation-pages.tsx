import { createPages } from '../web/kit.ts'
import { casePages } from './pages-case.tsx'
import { mergePages } from './pages-merge.tsx'
import { type ModerationPorts, queuePages } from './pages-queue.tsx'
import { severalPages } from './pages-several.tsx'

/** Everything about deciding on what was handed in: `/work/queue…` and `/work/submissions`. */
export function moderationPages(ports: ModerationPorts) {
  const pages = createPages()
  pages.route('/', queuePages(ports))
  pages.route('/', severalPages(ports))
  pages.route('/', casePages(ports))
  pages.route('/', mergePages(ports))
  return pages
}
