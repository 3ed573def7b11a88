import { createPages } from '../../web/kit.ts'
import { checkPages } from './pages-check.tsx'
import { entryPages } from './pages-entries.tsx'
import { newerPages } from './pages-newer.tsx'
import { prefillPages } from './pages-prefill.tsx'
import { taskPages } from './pages-tasks.tsx'
import { topicPages } from './pages-topic.tsx'
import type { EditingPagePorts } from './paths.tsx'

/** Registering and editing software by people: everything below `/work/software`. */
export function editingPages(ports: EditingPagePorts) {
  const pages = createPages()
  for (const part of [entryPages, taskPages, topicPages, prefillPages, newerPages, checkPages]) {
    pages.route('/', part(ports))
  }
  return pages
}
