import type { AssetPaths } from './web/assets.ts'
import type { Site } from './web/layout.tsx'

/** The frame of every page: which sections exist today and what the footer links to. */
export function siteOf(options: {
  readonly origin: string
  readonly assets: AssetPaths
  readonly demo: boolean
}): Site {
  return {
    ...options,
    nav: [
      { section: 'software', path: '/software' },
      { section: 'organizations', path: '/organizations' },
      { section: 'help', path: '/help' },
    ],
    footer: [
      { topic: 'about', group: 'register', path: '/about' },
      { topic: 'glossary', group: 'register', path: '/glossary' },
      { topic: 'data', group: 'data', path: '/data' },
      { topic: 'api', group: 'data', path: '/api' },
      { topic: 'accessibility', group: 'about', path: '/accessibility' },
      { topic: 'privacy', group: 'about', path: '/privacy' },
      { topic: 'security', group: 'about', path: '/security' },
    ],
    searchPath: '/software',
  }
}
