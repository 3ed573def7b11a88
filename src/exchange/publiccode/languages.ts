import { COUNTRIES } from './vocabulary.ts'

/** ISO 639-1 codes with their ISO 639-2 codes (terminological, then bibliographic where it differs). */
const ISO_639 = `aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul
bh:bih bi:bis bm:bam bn:ben bo:bod:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces:cze cu:chu cv:chv
cy:cym:wel da:dan de:deu:ger dv:div dz:dzo ee:ewe el:ell:gre en:eng eo:epo es:spa et:est eu:eus:baq fa:fas:per ff:ful
fi:fin fj:fij fo:fao fr:fra:fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv
ht:hat hu:hun hy:hye:arm hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl:ice it:ita iu:iku ja:jpn jv:jav
ka:kat:geo kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat
lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri:mao mk:mkd:mac ml:mal mn:mon mr:mar
ms:msa:may mt:mlt my:mya:bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld:dut nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci
oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron:rum ru:rus rw:kin sa:san
sc:srd sd:snd se:sme sg:sag si:sin sk:slk:slo sl:slv sm:smo sn:sna so:som sq:sqi:alb sr:srp ss:ssw st:sot su:sun sv:swe
sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr
ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:zho:chi zu:zul`

const TWO_LETTERS = new Set<string>()
const THREE_TO_TWO = new Map<string, string>()
for (const entry of ISO_639.split(/\s+/)) {
  const [two = '', ...three] = entry.split(':')
  TWO_LETTERS.add(two)
  for (const code of three) THREE_TO_TWO.set(code, two)
}

/** Names people write instead of a code, in lower case. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    italian: 'it',
    italiano: 'it',
    english: 'en',
    inglese: 'en',
    french: 'fr',
    français: 'fr',
    francais: 'fr',
    german: 'de',
    deutsch: 'de',
    dutch: 'nl',
    nederlands: 'nl',
    spanish: 'es',
    español: 'es',
    swedish: 'sv',
    svenska: 'sv',
    polish: 'pl',
    polski: 'pl',
    ukrainian: 'uk',
    українська: 'uk',
    portuguese: 'pt',
  }),
)

export interface LanguageReading {
  /** BCP 47 in its usual letter case: `uk`, `pt-BR`, `sr-Latn-RS`. */
  readonly tag: string
  /**
   * `standard`: written as BCP 47 wants, whatever its case; `three-letters`: the code 0.1 wanted (`ita`);
   * `underscore`: as operating systems write it (`it_IT`); `name`: a word (`italian`).
   */
  readonly form: 'standard' | 'three-letters' | 'underscore' | 'name'
}

/**
 * Reads a language tag. Two-letter languages must be in ISO 639-1; three-letter ones are taken when they are no longer
 * spelling of a two-letter one (their registry has some 8,000 entries). `null` when it is no language.
 */
export function readLanguage(written: string): LanguageReading | null {
  const text = written.trim()
  const named = NAMES.get(text.toLowerCase())
  if (named) return { tag: named, form: 'name' }
  const underscore = text.includes('_')
  const parts = text
    .replaceAll('_', '-')
    .replace(/\.utf-?8$/i, '')
    .split('-')
  const base = (parts[0] ?? '').toLowerCase()
  const shorter = THREE_TO_TWO.get(base)
  const language = shorter ?? (TWO_LETTERS.has(base) || /^[a-z]{3}$/.test(base) ? base : null)
  if (language === null) return null
  const subtags: string[] = []
  let stage = 0
  for (const part of parts.slice(1)) {
    const read = readSubtag(part, stage)
    if (!read) return null
    subtags.push(read.text)
    stage = read.stage
  }
  const form = underscore ? 'underscore' : shorter ? 'three-letters' : 'standard'
  return { tag: [language, ...subtags].join('-'), form }
}

/** Script, region, variants: each kind only after the one before it. */
function readSubtag(part: string, stage: number): { text: string; stage: number } | null {
  if (stage < 1 && /^[A-Za-z]{4}$/.test(part)) {
    return { text: part.charAt(0).toUpperCase() + part.slice(1).toLowerCase(), stage: 1 }
  }
  if (stage < 2 && /^[A-Za-z]{2}$/.test(part) && COUNTRIES.has(part.toUpperCase())) {
    return { text: part.toUpperCase(), stage: 2 }
  }
  if (stage < 2 && /^\d{3}$/.test(part)) return { text: part, stage: 2 }
  if (/^(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3})$/.test(part)) return { text: part.toLowerCase(), stage: 3 }
  return null
}
