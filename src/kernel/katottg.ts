import { z } from 'zod'

/**
 * KATOTTG, the codifier of administrative-territorial units and territories of territorial communities (order of
 * Minregion No. 290 of 26.11.2020): `UA`, then region (2 digits), raion (2), community (3), settlement (3), city district
 * (2) and a number unique in the whole codifier (5). There is no check digit, and a parent's code is not its child's with
 * zeros: whether a code exists, and what it is part of, only the table can say.
 */
export interface KatottgParts {
  readonly region: string
  readonly raion: string
  readonly community: string
  readonly settlement: string
  readonly district: string
  readonly serial: string
}

/** Category letters: О region or АРК, К city with special status, Р raion, Н community, М city, Х and Т settlement, С village, В city district. */
export const KATOTTG_CATEGORIES = ['O', 'K', 'P', 'H', 'M', 'X', 'T', 'C', 'B'] as const
export type KatottgCategory = (typeof KATOTTG_CATEGORIES)[number]

export type CodeStatus = 'known' | 'unknown' | 'table-not-loaded'

/** All that a check needs to know of a loaded table of codes; `null` while the official file is not loaded. */
export type CodeTable = { has(code: string): boolean } | null

const CYRILLIC_TWINS: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
}

function latin(text: string): string {
  return text.toUpperCase().replaceAll(/[АВСНКМОРТХ]/g, (letter) => CYRILLIC_TWINS[letter] ?? letter)
}

/** A code as sources write it: blanks removed, upper case, Cyrillic look-alikes made Latin. May still not be a code. */
export function normaliseKatottg(text: string): string {
  return latin(text.replaceAll(/\s/g, ''))
}

/** A category letter with its Cyrillic look-alike made Latin; `null` when there is no such category. */
export function normaliseCategory(text: string): KatottgCategory | null {
  const letter = latin(text.trim())
  return KATOTTG_CATEGORIES.find((category) => category === letter) ?? null
}

/** A well-formed KATOTTG code (`UA` and 17 digits); whether it exists is another question. Rule: `katottg-format`. */
export const Katottg = z
  .string()
  .transform(normaliseKatottg)
  .pipe(z.string().regex(/^UA\d{17}$/, 'katottg-format'))
  .meta({ description: 'KATOTTG code', example: 'UA46060250010015970' })
export type Katottg = z.infer<typeof Katottg>

/** The parts of a code; `null` when it is not `UA` and 17 digits. */
export function parseKatottg(code: string): KatottgParts | null {
  const parts = /^UA(\d{2})(\d{2})(\d{3})(\d{3})(\d{2})(\d{5})$/.exec(code)
  if (!parts) return null
  const [, region = '', raion = '', community = '', settlement = '', district = '', serial = ''] = parts
  return { region, raion, community, settlement, district, serial }
}

/** The code that the parts make up. */
export function formatKatottg(parts: KatottgParts): string {
  return `UA${parts.region}${parts.raion}${parts.community}${parts.settlement}${parts.district}${parts.serial}`
}

/** The region a code is in, as the prefix that keys the table of regions: `UA46`. `null` when it is not a code. */
export function regionOf(code: string): string | null {
  const parts = parseKatottg(code)
  return parts && `UA${parts.region}`
}

/**
 * 1 region · 2 raion · 3 community · 4 settlement · 5 city district: the last part that is not zeros. Kyiv's districts are
 * of level 5 although nothing stands between them and the city.
 */
export function katottgLevel(code: string): 1 | 2 | 3 | 4 | 5 | null {
  const parts = parseKatottg(code)
  if (!parts) return null
  if (parts.district !== '00') return 5
  if (parts.settlement !== '000') return 4
  if (parts.community !== '000') return 3
  return parts.raion === '00' ? 1 : 2
}

/** Whether the codifier has the code. While no table is loaded nothing is `known`, so that a code never passes silently. */
export function katottgStatus(code: string, table: CodeTable): CodeStatus {
  if (table === null) return 'table-not-loaded'
  return table.has(code) ? 'known' : 'unknown'
}
