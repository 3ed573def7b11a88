import type { HeldFormPorts } from '../accounts/held-forms.ts'
import { createPages } from '../web/kit.ts'
import type { PagePorts } from '../web/page.tsx'
import { casePages } from './pages-case.tsx'
import { mergePages } from './pages-merge.tsx'
import { queuePages } from './pages-queue.tsx'
import { severalPages } from './pages-several.tsx'
import type { SoftwarePorts } from './service.ts'

/** Everything about deciding on what was handed in: `/work/queue…` and `/work/submissions`. */
export function moderationPages(ports: SoftwarePorts & PagePorts & HeldFormPorts) {
  const pages = createPages()
  pages.route('/', queuePages(ports))
  pages.route('/', severalPages(ports))
  pages.route('/', casePages(ports))
  pages.route('/', mergePages(ports))
  return pages
}
