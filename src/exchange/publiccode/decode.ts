import { type ImportFinding, type ImportRule, makeFinding, WHOLE_FILE } from './finding.ts'

/** 1 MiB. The largest real file known (5,202 users of one software) has 165 kB. */
export const MAXIMUM_BYTES = 1_048_576

export type Decoded =
  | { readonly text: string; readonly findings: readonly ImportFinding[] }
  | { readonly text: null; readonly findings: readonly ImportFinding[] }

/**
 * Turns the bytes of a file into text. UTF-8 is what the standard mandates since 0.2.2; UTF-16 is read when its mark
 * leaves no doubt. Any other encoding would have to be guessed, so nothing of such a file is used: the finding names
 * the first bad byte and the letter it would be in windows-1252, which is what these files usually turn out to be.
 * Things that are no YAML at all (a link stored as text, a web page, an unresolved merge) are told by their name.
 */
export function decodeBytes(bytes: Uint8Array): Decoded {
  if (bytes.length > MAXIMUM_BYTES) {
    return refused('file-too-large', `The file has ${bytes.length} bytes; at most ${MAXIMUM_BYTES} are read.`, {
      bytes: bytes.length,
      maximum: MAXIMUM_BYTES,
    })
  }
  const decoded = decodeText(bytes)
  if (decoded.text === null) return decoded
  const foreign = recogniseForeign(decoded.text)
  return foreign ? { text: null, findings: [...decoded.findings, foreign] } : decoded
}

function decodeText(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    const rest = decodeUtf8(bytes.subarray(3))
    const mark = makeFinding(
      'info',
      'byte-order-mark',
      startOfFile,
      'The file starts with a byte order mark; it was skipped.',
    )
    return rest.text === null ? rest : { text: rest.text, findings: [mark] }
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return decodeUtf16(bytes.subarray(2), first === 0xfe)
  }
  return decodeUtf8(bytes)
}

const startOfFile = { path: '', position: { line: 1, column: 1 } }

function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), findings: [] }
  } catch {
    return { text: null, findings: [explainBadByte(bytes)] }
  }
}

function decodeUtf16(bytes: Uint8Array, bigEndian: boolean): Decoded {
  if (bytes.length % 2 !== 0)
    return refused('encoding-unknown', 'The file is marked as UTF-16 but ends in half a character.')
  let text = ''
  for (let index = 0; index < bytes.length; index += 2) {
    const low = bytes[bigEndian ? index + 1 : index] ?? 0
    const high = bytes[bigEndian ? index : index + 1] ?? 0
    text += String.fromCharCode(high * 256 + low)
  }
  if (!text.isWellFormed()) return refused('encoding-unknown', 'The file is marked as UTF-16 but is not well-formed.')
  const finding = makeFinding(
    'warning',
    'encoding-utf16',
    startOfFile,
    'The file is UTF-16; the standard wants UTF-8.',
    {
      standardError: true,
    },
  )
  return { text, findings: [finding] }
}

function explainBadByte(bytes: Uint8Array): ImportFinding {
  const offset = firstBadByte(bytes)
  const byte = bytes[offset] ?? 0
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, offset))
  const line = before.split('\n').length
  const column = offset === 0 ? 1 : before.length - before.lastIndexOf('\n')
  const hexadecimal = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`
  const letter = WINDOWS_1252_SPECIAL[byte] ?? String.fromCharCode(byte)
  return makeFinding(
    'error',
    'encoding-not-utf8',
    { path: keyAtLine(before, line), position: { line, column } },
    `Byte ${offset} (${hexadecimal}) is not UTF-8; it would be «${letter}» in windows-1252. Save the file as UTF-8.`,
    { standardError: true, params: { offset, byte: hexadecimal, letter } },
  )
}

/** The letters windows-1252 has where Latin-1 has controls and that occur in Western European prose. */
const WINDOWS_1252_SPECIAL: Readonly<Record<number, string>> = {
  128: '€',
  133: '…',
  145: '‘',
  146: '’',
  147: '“',
  148: '”',
  149: '•',
  150: '–',
  151: '—',
}

/** The index of the first byte that cannot belong to well-formed UTF-8, found by halving: a prefix is good or it is not. */
function firstBadByte(bytes: Uint8Array): number {
  const goodUpTo = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let good = 0
  let bad = goodUpTo(bytes.length) ? bytes.length + 1 : bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (goodUpTo(middle)) good = middle
    else bad = middle
  }
  // Here a sequence is broken off; the byte to change is the one that began it.
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[good - back] ?? 0
    if (byte < 0x80) break
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0
    if (needed > back) return good - back
    if (needed > 0) break
  }
  return good
}

function recogniseForeign(text: string): ImportFinding | null {
  const trimmed = text.trim()
  if (trimmed === '') return error('file-empty', 'The file is empty.')
  if (!trimmed.includes('\n') && /^[^\s:{}[\]"'#]{1,300}\.ya?ml$/.test(trimmed)) {
    return error('symbolic-link', `The file is a link stored as text; the real file is at ${trimmed}.`, {
      target: trimmed,
    })
  }
  if (/^<(!doctype|html|head|\?xml)\b/i.test(trimmed))
    return error('not-yaml', 'The file is a web page or XML, not YAML.')
  if (trimmed.startsWith('version https://git-lfs.github.com/')) {
    return error('not-yaml', 'The file is a pointer into large file storage, not YAML.')
  }
  const conflict = /^(?:<{7}|>{7})(?: .*)?$/m.exec(text)
  if (!conflict) return null
  const line = text.slice(0, conflict.index).split('\n').length
  return makeFinding(
    'error',
    'merge-conflict',
    { path: keyAtLine(text, line), position: { line, column: 1 } },
    'The file holds an unresolved merge: two versions of the same lines. Nothing of it was used.',
    { standardError: true },
  )
}

/**
 * The key path in force at a line, guessed from indentation, for faults that keep the text from being parsed at all.
 * @param line 1-based
 */
export function keyAtLine(text: string, line: number): string {
  const lines = text.split('\n').slice(0, line)
  const path: string[] = []
  let indentation = Number.POSITIVE_INFINITY
  for (let index = lines.length - 1; index >= 0 && indentation > 0; index -= 1) {
    const match = /^(\s*(?:- +)*)["']?([A-Za-z][\w.-]{0,60})["']?\s*:(?:\s|$)/.exec(lines[index] ?? '')
    if (match && (match[1] ?? '').length < indentation) {
      path.unshift(match[2] ?? '')
      indentation = (match[1] ?? '').length
    }
  }
  return path.join('.')
}

function refused(rule: ImportRule, message: string, params?: Record<string, string | number>): Decoded {
  return { text: null, findings: [error(rule, message, params)] }
}

function error(rule: ImportRule, message: string, params?: Record<string, string | number>): ImportFinding {
  const place = rule === 'file-too-large' ? WHOLE_FILE : startOfFile
  return makeFinding('error', rule, place, message, { standardError: true, ...(params ? { params } : {}) })
}
