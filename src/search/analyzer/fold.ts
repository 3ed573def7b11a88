import { unmixed } from './scripts.ts'

/** What is invisible or a stress mark: soft hyphen, zero-width characters and marks, word joiner, BOM, combining grave and acute. */
const INVISIBLE = /\u00AD|[\u200B-\u200F]|\u2060|\uFEFF|\u0300|\u0301/g
const APOSTROPHES = /(?<=\p{L})['’ʼ`´′‘‛＇](?=\p{L})/gu
/** A quotation mark is an apostrophe only where Ukrainian has one: «здоров"я» is, «ТОВ"Дія"» is not. */
const QUOTED_APOSTROPHES = /(?<=[бвгдзклмнпрстфхжчш])"(?=[яюєї])/g
/** «е-черга», «Є-дозвіл», "e-послуга"; «е-мейл» is a word of its own. */
const ELECTRONIC = /(?<![\p{L}\p{N}\-‐‑–])[еeє][-‐‑–](?=[а-яєіїґ]{3})(?!ме?йл|майл)/gu

/**
 * Lower case without what writers vary: invisible characters and stress marks go, apostrophes between letters are deleted
 * (здоров'я and здоровя are one word), ґ becomes г, a word of two scripts is written in one, the prefix «е-» becomes the
 * beginning of «електронний» as a word. U+02BC is a letter to Unicode, and as a quotation mark would stick to its word.
 * The same for the index and the query; done twice it changes nothing more.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, '')
    .replaceAll('ґ', 'г')
    .replaceAll('ʼ', ' ')
  return unmixed(plain).replace(QUOTED_APOSTROPHES, '').replace(ELECTRONIC, 'електронн ')
}

/** The folded words of a text, in order: runs of letters and digits. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
