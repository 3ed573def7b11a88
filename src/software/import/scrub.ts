import { scrubPersonalData } from '../../kernel/personal-data.ts'
import { removeHiddenCharacters } from '../../kernel/text.ts'
import { webAddress } from './fetch-source.ts'
import type { ItemFinding } from './report.ts'

/** A text about a file, without personal identifiers, however they were hidden in it. */
export function scrubbedText(text: string): string {
  const { text: scrubbed } = scrubPersonalData(removeHiddenCharacters(text.toWellFormed()).text)
  // Where a text was shortened inside a number, its check digit would give the rest away.
  return scrubbed.replace(/\d{6,}(?=…)/g, '[***]')
}

/** What a file is called in reports and in the public history; addresses stay, which have to lead somewhere. */
export function shownSource(source: string): string {
  return webAddress(source) === null ? scrubbedText(source) : source
}

/** The same of a path: a step of it is a text of its own, which the dots around it would hide. */
export function scrubbedPath(path: string): string {
  const steps = path.split(/([.[\]])/).map((step) => scrubPersonalData(step).text)
  return scrubbedText(steps.join(''))
}

/** A finding that may be stored and shown: what it says of a file can quote the very value that is not to be kept. */
export function scrubbedFinding(finding: ItemFinding): ItemFinding {
  const { path, params, message } = finding
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '' && scrubbedPath(step) !== step)
  const scrubbed = (text: string): string =>
    scrubbedText(steps.reduce((rest, step) => rest.replaceAll(step, scrubbedPath(step)), text))
  const scrubbedParam = (value: string | number): string | number => {
    const text = String(value)
    const clean = scrubbed(text)
    return clean === text ? value : clean
  }
  return {
    ...finding,
    path: scrubbedPath(path),
    ...(params
      ? { params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, scrubbedParam(value)])) }
      : {}),
    ...(message === undefined ? {} : { message: scrubbed(message) }),
  }
}
