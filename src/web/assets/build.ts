import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import { type Asset, type BuiltAssets, VERIFIER_PATH } from '../assets.ts'
import { keepsGovukSelector, rewriteGovukDeclarations } from './govuk.ts'
import { stripCss } from './strip-css.ts'

/*
 * Makes the files that go with the pages. Node only: the server runs it at its start (about 50 ms), the Worker's build
 * runs it beforehand and ships what it made.
 */

const HERE = dirname(fileURLToPath(import.meta.url))

const JAVASCRIPT = 'text/javascript; charset=utf-8'

/** Our stylesheets in the order of the cascade; they come after what is kept of govuk-frontend. */
const STYLESHEETS = [
  'tokens',
  'base',
  'text',
  'forms',
  'editing',
  'frame',
  'account',
  'parts',
  'catalogue',
  'facets',
  'searching',
  'record',
  'software',
  'table',
  'charts',
  'verify',
  'print',
] as const

/** Our scripts; each in a scope of its own, they share no names. */
const SCRIPTS = ['site', 'suggest'] as const

/**
 * Builds one stylesheet, one script, two fonts, the icon, the program that checks the log and the script of its page, each under a
 * name that carries its content's hash; the program as it stands, so that a page runs the very file that people download.
 */
export async function buildAssets(): Promise<BuiltAssets> {
  const [govuk, own, scripts, icon, regular, bold, program, page] = await Promise.all([
    readFile(fileURLToPath(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')), 'utf8'),
    Promise.all(STYLESHEETS.map((name) => readFile(join(HERE, 'css', `${name}.css`), 'utf8'))),
    Promise.all(SCRIPTS.map((name) => readFile(join(HERE, 'js', `${name}.js`), 'utf8'))),
    readFile(join(HERE, 'mark.svg'), 'utf8'),
    readFile(join(HERE, 'fonts/noto-sans-400.woff2')),
    readFile(join(HERE, 'fonts/noto-sans-700.woff2')),
    readFile(join(HERE, '../../verify/verify.mjs')),
    readFile(join(HERE, 'js/verify-page.js'), 'utf8'),
  ])
  const fontRegular = asset('noto-sans-400', 'woff2', 'font/woff2', regular)
  const fontBold = asset('noto-sans-700', 'woff2', 'font/woff2', bold)
  const source = [stripCss(govuk, keepsGovukSelector, rewriteGovukDeclarations), ...own]
    .join('\n')
    .replace('FONT_REGULAR', fontRegular.path)
    .replace('FONT_BOLD', fontBold.path)
  const verifier = asset('verify', 'mjs', JAVASCRIPT, program)
  const [css, js, verifyPage] = await Promise.all([
    transform(source, { loader: 'css', minify: true, charset: 'utf8' }),
    transform(scripts.map((script) => `{${script}}`).join('\n'), {
      loader: 'js',
      minify: true,
      format: 'esm',
      charset: 'utf8',
    }),
    transform(page.replace('VERIFIER', verifier.path), { loader: 'js', minify: true, format: 'esm', charset: 'utf8' }),
  ])
  const files = {
    css: asset('site', 'css', 'text/css; charset=utf-8', css.code),
    js: asset('site', 'js', JAVASCRIPT, js.code),
    icon: asset('mark', 'svg', 'image/svg+xml', icon),
    fontRegular,
    fontBold,
    verifier,
    verifyPage: asset('verify-page', 'js', JAVASCRIPT, verifyPage.code),
  }
  return {
    paths: {
      css: files.css.path,
      js: files.js.path,
      icon: files.icon.path,
      fontRegular: fontRegular.path,
      fontBold: fontBold.path,
      verifier: verifier.path,
      verifyPage: files.verifyPage.path,
    },
    files: [...Object.values(files), { ...verifier, path: VERIFIER_PATH, isNamed: true }],
  }
}

/** Writes the files below `folder` by their paths, for a host that serves a folder. */
export async function writeAssets(assets: BuiltAssets, folder: string): Promise<void> {
  for (const file of assets.files) {
    const target = join(folder, file.path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, file.body)
  }
}

function asset(name: string, extension: string, contentType: string, content: string | Uint8Array): Asset {
  const body = Uint8Array.from(typeof content === 'string' ? new TextEncoder().encode(content) : content)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  return { path: `/assets/${name}-${hash}.${extension}`, contentType, body }
}
