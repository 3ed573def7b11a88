import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export interface Document {
  /** Relative to the project. */
  readonly path: string
  readonly text: string
}

/** Files that are in the repository or would be: neither ignored nor removed. */
export function projectFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
}

const ROOTS = /^(?:src|db|seed|test|docs|\.ci)\//
const AT_TOP = /^[A-Za-z][A-Za-z0-9.-]*\.(?:md|json|toml|yml|ts)$/

/**
 * What a Markdown document names that is not there: targets of relative links, and code spans that look like paths of the project
 * (`src/app.ts`, `docs/decisions`, `wrangler.toml`, `read.ts`). Placeholders (`src/<feature>/…`) are no names.
 */
export function missingNames(document: Document, files: readonly string[]): string[] {
  const exists = (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`))
  const folder = dirname(document.path)
  const links = [...document.text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g)].map(([, target = '']) =>
    normalize(join(folder, target.replace(/#.*$/, ''))),
  )
  const spans = [...document.text.matchAll(/`([^`\n]+)`/g)]
    .map(([, span = '']) => span.replace(/:\d+$/, '').replace(/\/$/, ''))
    .filter((span) => (ROOTS.test(span) || AT_TOP.test(span)) && !/[<>*…{}\s]/.test(span))
  // A bare name is enough where the document has said which folder it speaks of.
  const known = (span: string) =>
    exists(span) || (!span.includes('/') && files.some((file) => file.endsWith(`/${span}`)))
  return [...links.filter((name) => !exists(name)), ...spans.filter((name) => !known(name))]
}

/** What belongs to one machine or to unfinished work: paths of a home folder, notes to oneself, filler. */
const FOREIGN = [/(?<![\w.])\/(?:root|home|Users)\/\w/, /\bTODO\b|\bFIXME\b/, /\blorem ipsum\b/i]

export function foreignWords({ text }: Document): string[] {
  return FOREIGN.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])
}

/** The variables of README's table of configuration. */
export function variablesOf(readme: string): string[] {
  const section = /## Configuration\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? ''
  return [...section.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name)
}

/** The scripts of package.json that a document tells readers to run. */
export function scriptsNamed(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run (?:-s )?([a-z][a-z:-]*)|(start|test)\b)/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )
}
