import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { carriedBrowser } from './carried-browser.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

/** The executable of a browser installed on this machine. */
export function systemBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES]
  return candidates.find((path) => existsSync(path))
}

/**
 * Executables to try, in this order: `CHROME_PATH`; the headless shell that the package `@sparticuz/chromium` carries, the same
 * everywhere and with a third of the work, since it draws no windows around the pages; a browser of this machine.
 */
async function executables(): Promise<readonly string[]> {
  const chosen = process.env['CHROME_PATH']
  return [chosen, await carriedBrowser(), systemBrowser()].flatMap((path) => path || [])
}

/**
 * Starts a browser. Where none runs, browser tests are skipped (the answer is `undefined`, with a loud line), except under `CI`,
 * where this throws.
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  const failures: string[] = []
  for (const executablePath of await executables()) {
    try {
      return await chromium.launch({ executablePath, args: FLAGS })
    } catch (error) {
      failures.push(`${executablePath}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    }
  }
  const message = `No browser could be started; browser tests did not run.\n  ${failures.join('\n  ')}`
  if (process.env['CI']) throw new Error(message)
  process.stderr.write(`\n*** ${message} ***\n\n`)
  return undefined
}

export interface AxeFinding {
  readonly rule: string
  readonly impact: string
  readonly help: string
  readonly nodes: readonly string[]
}

/** What axe finds on the page as it stands: WCAG 2.2 A and AA and the best practices. An empty list is the goal. */
export async function axeViolations(page: Page): Promise<AxeFinding[]> {
  // Evaluated as an expression, so that the page's Content-Security-Policy needs no hole for it.
  if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await runner.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? '',
      help,
      nodes: nodes.map((node) => `${node.html} — ${node.failureSummary ?? ''}`),
    }))
  })
}

export const THEMES = ['light', 'dark'] as const
export const WIDTHS = [1280, 360] as const

export interface View {
  readonly theme: (typeof THEMES)[number]
  readonly width: (typeof WIDTHS)[number]
}

/** Every combination of theme and width that a page is looked at in. */
export const VIEWS: readonly View[] = THEMES.flatMap((theme) => WIDTHS.map((width) => ({ theme, width })))

/** A fresh tab in that theme and width; `javaScript: false` shows what works without scripts. */
export async function openTab(
  browser: Browser,
  view: View,
  { javaScript = true }: { readonly javaScript?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.width === 360 ? 740 : 900 },
    colorScheme: view.theme,
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  })
  return context.newPage()
}

/** Gives an open tab another theme and width, without loading the page again. */
export async function turnTo(page: Page, view: View): Promise<void> {
  await page.emulateMedia({ colorScheme: view.theme })
  await page.setViewportSize({ width: view.width, height: view.width === 360 ? 740 : 900 })
}

/** By how many pixels the page is wider than its window: anything above 0 scrolls sideways. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

/** Writes a picture of the whole page as `<folder>/<name>-<width>-<theme>.png` and returns its path. */
export async function takeScreenshot(page: Page, folder: string, name: string, view: View): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name}-${view.width}-${view.theme}.png`)
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path, fullPage: true })
  return path
}
