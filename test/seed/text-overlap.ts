/** A text with the name it is reported under. */
export interface NamedText {
  readonly key: string
  /** Sentences, list members and headings; phrases are not looked for across them. */
  readonly parts: readonly string[]
}

/** A run of words that two or more texts share. */
export interface SharedPhrase {
  readonly phrase: string
  readonly keys: readonly string[]
}

/** Words in lower case; Markdown marks, quotation marks and punctuation are not words, an apostrophe is part of one. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
}

/** Splits running Markdown into sentences and list members, so that no phrase spans two of them. */
export function sentencesOf(markdown: string): string[] {
  return markdown
    .split(/\n\s*\n|\n(?=\s*(?:[-*#]|\d+\.)\s)|(?<=[.!?…;:])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** Every run of `length` words that occurs in more than one text, the most widespread first. */
export function sharedPhrases(texts: readonly NamedText[], length: number): SharedPhrase[] {
  const keysOf = new Map<string, Set<string>>()
  for (const { key, parts } of texts) {
    for (const part of parts) {
      const words = wordsOf(part)
      for (let start = 0; start + length <= words.length; start++) add(keysOf, words.slice(start, start + length), key)
    }
  }
  return shared(keysOf)
}

/** Sentence openings of `length` words that more than one text uses: what a template leaves when only its slots differ. */
export function sharedOpenings(texts: readonly NamedText[], length: number): SharedPhrase[] {
  const keysOf = new Map<string, Set<string>>()
  for (const { key, parts } of texts) {
    for (const part of parts) {
      const words = wordsOf(part).slice(0, length)
      if (words.length === length) add(keysOf, words, key)
    }
  }
  return shared(keysOf)
}

function add(keysOf: Map<string, Set<string>>, words: readonly string[], key: string): void {
  const phrase = words.join(' ')
  const keys = keysOf.get(phrase) ?? new Set()
  keysOf.set(phrase, keys.add(key))
}

function shared(keysOf: ReadonlyMap<string, ReadonlySet<string>>): SharedPhrase[] {
  return [...keysOf]
    .filter(([, keys]) => keys.size > 1)
    .map(([phrase, keys]) => ({ phrase, keys: [...keys].sort() }))
    .sort((a, b) => b.keys.length - a.keys.length)
}

/**
 * Runs of `length` words with one word inside ignored, that occur in more than one text: two sentences cast in one form
 * with a word exchanged share no long run, but they share this.
 */
export function sharedForms(texts: readonly NamedText[], length: number): SharedPhrase[] {
  const keysOf = new Map<string, Set<string>>()
  for (const { key, parts } of texts) {
    for (const part of parts) {
      const words = wordsOf(part)
      for (let start = 0; start + length <= words.length; start++) {
        for (let slot = 1; slot < length - 1; slot++) {
          const form = words.slice(start, start + length)
          form[slot] = '…'
          add(keysOf, form, key)
        }
      }
    }
  }
  return shared(keysOf)
}
