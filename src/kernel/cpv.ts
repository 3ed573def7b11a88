import { z } from 'zod'
import type { CodeStatus } from './katottg.ts'

/**
 * ДК 021:2015, the Ukrainian edition of the Common Procurement Vocabulary (CPV): eight digits, a hyphen, a check digit.
 * The published table is the authority: the formula of the check digit fits only 94 % of its codes (renumbered branches
 * such as 722 kept their old digits), so the formula is a hint at a typing error and never a reason to refuse.
 */
export const Cpv = z
  .string()
  .trim()
  .regex(/^\d{8}-\d$/, 'cpv-format')
  .meta({ description: 'ДК 021:2015 (CPV) code', example: '48311100-2' })
export type Cpv = z.infer<typeof Cpv>

/** Prozorro's code for "not in the vocabulary". */
export const CPV_NONE = '99999999-9'

/** The codes of a loaded table by their eight digits; `null` while none is loaded. */
export type CpvTable = ReadonlyMap<string, Cpv>

export type CpvLevel = 'division' | 'group' | 'class' | 'category' | 'subcategory'

/** A table for look-ups out of full codes. */
export function cpvTable(codes: Iterable<Cpv>): CpvTable {
  const table = new Map<string, Cpv>()
  for (const code of codes) table.set(code.slice(0, 8), code)
  return table
}

/** The check digit by the formula of CPV: weights 3, 7, 1 repeated, modulo 10. @param digits eight digits or a full code */
export function cpvCheckDigit(digits: string): number {
  if (!/^\d{8}/.test(digits)) throw new RangeError('A CPV check digit is computed from eight digits')
  return [3, 7, 1, 3, 7, 1, 3, 7].reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 10
}

/** How deep a code stands: 48000000 division, 48300000 group, 48310000 class, 48311000 category, 48311100 subcategory. */
export function cpvLevel(code: string): CpvLevel {
  const significant = code.slice(0, 8).replace(/0+$/, '').length
  if (significant <= 2) return 'division'
  if (significant === 3) return 'group'
  if (significant === 4) return 'class'
  return significant === 5 ? 'category' : 'subcategory'
}

/**
 * The codes above a code, the widest first, as eight digits without check digit: those cannot be computed, look them up.
 * For 48311100 they are 48000000, 48300000, 48310000, 48311000.
 */
export function cpvParents(code: string): readonly string[] {
  const digits = code.slice(0, 8)
  const significant = digits.replace(/0+$/, '').length
  const parents: string[] = []
  for (let length = 2; length < significant; length++) {
    const parent = digits.slice(0, length).padEnd(8, '0')
    if (parent !== digits && parent !== parents.at(-1)) parents.push(parent)
  }
  return parents
}

export interface CpvFinding {
  readonly status: CodeStatus | 'malformed'
  /** The code as the table has it: the check digit is supplied when it was missing. */
  readonly code: Cpv | null
  /** Codes that may have been meant, when the code is not known. */
  readonly suggestions: readonly Cpv[]
}

/**
 * Looks a code up, given with or without its check digit. An unknown code comes with what may have been meant: the same
 * eight digits with the right check digit, or codes one wrong digit or one swapped pair away.
 */
export function checkCpv(text: string, table: CpvTable | null): CpvFinding {
  const parts = /^(\d{8})(?:-(\d))?$/.exec(text.replaceAll(/\s/g, '').replace(/[‐‑–—−]/, '-'))
  if (!parts) return { status: 'malformed', code: null, suggestions: [] }
  const [, digits = '', check] = parts
  if (table === null) {
    return { status: 'table-not-loaded', code: check === undefined ? null : `${digits}-${check}`, suggestions: [] }
  }
  const known = table.get(digits)
  if (known !== undefined && (check === undefined || known.endsWith(`-${check}`))) {
    return { status: 'known', code: known, suggestions: [] }
  }
  if (known !== undefined) return { status: 'unknown', code: null, suggestions: [known] }
  return { status: 'unknown', code: null, suggestions: neighbours(digits, check, table) }
}

function neighbours(digits: string, check: string | undefined, table: CpvTable): readonly Cpv[] {
  const found = new Set<Cpv>()
  const consider = (candidate: string) => {
    const code = table.get(candidate)
    if (code !== undefined && (check === undefined || code.endsWith(`-${check}`))) found.add(code)
  }
  for (let at = 0; at < 8; at++) {
    const [left, here, next] = [digits.slice(0, at), digits[at] ?? '', digits[at + 1]]
    for (let digit = 0; digit <= 9; digit++) consider(left + digit + digits.slice(at + 1))
    if (next !== undefined) consider(left + next + here + digits.slice(at + 2))
  }
  return [...found].sort().slice(0, 5)
}

/** Whether a code is informatization: it starts with one of the configured prefixes (`48`, `302`, `80533` …). */
export function isInformatization(code: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => prefix !== '' && code.startsWith(prefix))
}
