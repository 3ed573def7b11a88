import type { Config } from './config.ts'
import type { AssetPaths } from './web/assets.ts'
import type { Site } from './web/layout.tsx'

/** The frame of every page: which sections exist today and what the footer links to. */
export function siteOf(options: {
  readonly origin: string
  readonly assets: AssetPaths
  readonly demo: boolean
  readonly config?: Pick<Config, 'OPERATOR_NAME' | 'OPERATOR_CONTACT'>
}): Site {
  const { origin, assets, demo, config } = options
  return {
    origin,
    assets,
    demo,
    operator: { name: config?.OPERATOR_NAME, contact: config?.OPERATOR_CONTACT },
    nav: [
      { section: 'software', path: '/software' },
      { section: 'organizations', path: '/organizations' },
      { section: 'help', path: '/help' },
    ],
    footer: [
      { topic: 'about', group: 'register', path: '/about' },
      { topic: 'glossary', group: 'register', path: '/glossary' },
      { topic: 'data', group: 'data', path: '/data' },
      { topic: 'log', group: 'data', path: '/log' },
      { topic: 'api', group: 'data', path: '/api' },
      { topic: 'verify', group: 'data', path: '/verify' },
      { topic: 'accessibility', group: 'about', path: '/accessibility' },
      { topic: 'privacy', group: 'about', path: '/privacy' },
      { topic: 'security', group: 'about', path: '/security' },
    ],
    searchPath: '/search',
  }
}
