import type { PubliccodeDocument } from '../../src/exchange/publiccode/document.ts'
import { type PubliccodeReading, readPubliccode } from '../../src/exchange/publiccode/read.ts'

export function read(text: string): PubliccodeReading {
  return readPubliccode(new TextEncoder().encode(text))
}

/** The document of a file that must have one. */
export function documentOf(text: string): PubliccodeDocument {
  const { document, findings } = read(text)
  if (!document) throw new Error(`refused: ${JSON.stringify(findings)}`)
  return document
}

/** A file without fault, with keys replaced (by their YAML) or, with `null`, left out. */
export function aFile(replaced: Readonly<Record<string, string | null>> = {}): string {
  const keys: Record<string, string | null> = {
    publiccodeYmlVersion: '"0.7.0"',
    name: 'Черга',
    url: 'https://git.example.org/queue',
    platforms: '[web]',
    categories: '[appointment-scheduling]',
    developmentStatus: 'stable',
    softwareType: 'standalone/web',
    description: `\n  uk:\n    shortDescription: Електронна черга\n    longDescription: "${'Опис. '.repeat(30)}"\n    features: [Запис]`,
    legal: '{license: EUPL-1.2}',
    maintenance: '{type: none}',
    localisation: '{localisationReady: true, availableLanguages: [uk]}',
    ...replaced,
  }
  return Object.entries(keys)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')
}
