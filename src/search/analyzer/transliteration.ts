/** Rows «letter:spelling,another» as a map. */
function table(rows: string): ReadonlyMap<string, readonly string[]> {
  const pairs = rows
    .trim()
    .split(/\s+/)
    .map((row) => row.split(':'))
  return new Map(pairs.map(([key = '', values = '']) => [key, values.split(',')]))
}

/**
 * The table of Cabinet of Ministers resolution No. 55 of 27.01.2010. Where a letter has two forms, the first is for the
 * beginning of a word.
 */
const CMU_55 = table(`
  а:a б:b в:v г:h ґ:g д:d е:e є:ye,ie ж:zh з:z и:y і:i ї:yi,i й:y,i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts
  ч:ch ш:sh щ:shch ь: ю:yu,iu я:ya,ia
`)
const APOSTROPHES = /(?<=\p{L})['’ʼ`´′‘‛＇](?=\p{L})/gu

/**
 * Ukrainian in Latin letters as the Cabinet of Ministers has it (resolution No. 55 of 27.01.2010): зг is zgh, soft signs and
 * apostrophes are left out and begin no word. Large letters stay large (Щ is Shch, in a word of large letters SHCH); what is
 * not Ukrainian Cyrillic stays as it is.
 */
export function toLatin(text: string): string {
  return text
    .normalize('NFC')
    .replace(APOSTROPHES, '')
    .replace(/[\p{L}\p{M}]+/gu, wordToLatin)
}

function wordToLatin(word: string): string {
  const shouting = word.length > 1 && word === word.toUpperCase()
  let latin = ''
  for (const [index, letter] of [...word].entries()) {
    const small = letter.toLowerCase()
    const row = CMU_55.get(small)
    if (row === undefined) {
      latin += letter
      continue
    }
    const after = index === 0 ? '' : (word[index - 1]?.toLowerCase() ?? '')
    const [starting = '', inside = starting] = row
    const form = small === 'г' && after === 'з' ? 'gh' : index === 0 ? starting : inside
    if (letter === small) latin += form
    else latin += shouting ? form.toUpperCase() : form.slice(0, 1).toUpperCase() + form.slice(1)
  }
  return latin
}

interface Reading {
  readonly text: string
  readonly cost: number
}
type Context = { readonly before: string; readonly after: string; readonly rest: string }

/** Letters with marks: Czech and Croatian habits, ISO 9, scholarly transliteration. */
const MARKED = table(`
  š:sh č:ch ž:zh ŝ:shch ć:ts ś:s ź:z ż:zh ń:n ň:n ľ:l ł:l ď:d ť:t ř:r ě:ye ê:ye è:e é:e â:ya á:a û:yu
  ú:u ü:yu ï:yi ì:i í:i ĭ:j ǐ:j ý:y ó:o ô:o ö:o ã:ya ā:a ē:e ī:i ō:o ū:u ǧ:g ġ:g ĝ:g ħ:h
`)

/**
 * Groups of Latin letters and what they may stand for, the likeliest first; groups that begin alike with the longest first.
 * Letters with one skeleton (и і ї й, г х, е є, а я after a consonant …) need no second reading: the index is asked by skeleton.
 */
const GROUPS = table(`
  shch:щ schch:щ stch:щ shh:щ sch:щ,сч zgh:зг tsk:цьк,тськ tstv:цтв,тств zh:ж,зг kh:х ts:ц,тс tz:ц tch:ч ch:ч,х
  sh:ш,сх,щ ph:ф ck:к qu:кв dj:дж gh:г th:т ju:ю,жу,джу ja:я,жа,джа je:є,же,дже ji:ї,жи jo:йо,ьо,жо yo:йо,ьо ya:я yu:ю
  ye:є yi:ї
  a:а b:б d:д e:е f:ф g:г h:г i:і j:й,ж k:к l:л m:м n:н o:о p:п q:к r:р s:с t:т u:у v:в w:в,ш y:и z:з 4:ч 6:ш
`)
const BY_FIRST = Map.groupBy(
  Array.from(GROUPS, ([latin, readings]) => ({ latin, readings })),
  ({ latin }) => latin.slice(0, 1),
)

const LATIN_VOWEL = /[aeiouy]/
const CONSONANT = /[bcdfghjklmnpqrstvwxz46]/
/** «-ський», «-зький» to the end of the word, in the cases and spellings they have. */
const SOFT_ADJECTIVE =
  /^[sz]k(?:yi|yy|iy|ij|yj|y|i|a|e|u|oi|oyi|oji|oho|ogo|omu|ii|iyi|oiu|oyu|oju|ykh|yh|ix|ih|ikh|ym|im|ymy|imi)$/

/** Readings that depend on the letters around; undefined where the table decides. */
function inContext(
  latin: string,
  { before, after, rest }: Context,
): { take: number; readings: readonly string[] } | undefined {
  const postvocalic = LATIN_VOWEL.test(before)
  const two = latin.slice(0, 2)
  if (two === 'ia' || two === 'ie' || two === 'iu') {
    const soft = two === 'ia' ? 'я' : two === 'ie' ? 'є' : 'ю'
    if (before === '' || postvocalic) return { take: 2, readings: before === '' ? [`${soft}`, `і${soft}`] : [soft] }
    const hard = two === 'ia' ? 'іа' : two === 'ie' ? 'іє' : 'іу'
    const final = rest.length === 2
    if (final) return { take: 2, readings: [soft, `і${soft}`] }
    // «соціальний», «матеріал», «діагноз»: і and а are letters of their own in words from abroad.
    const foreign = /^(?:[srt]ial|dia[bfghlpt])/.test(before + rest)
    return { take: 2, readings: foreign ? [hard, soft] : [soft, hard] }
  }
  if (two === 'io' && !postvocalic) return { take: 2, readings: ['іо', 'ьо'] }
  if (two === 'io') return { take: 2, readings: ['йо'] }
  if (two === 'ye' && CONSONANT.test(before)) return { take: 2, readings: ['є', 'иє'] }
  switch (latin[0]) {
    case 'x':
      return { take: 1, readings: before === '' || !postvocalic ? ['х', 'кс'] : ['кс', 'х'] }
    case 'c':
      if (two === 'ch' || two === 'ck') return undefined
      return { take: 1, readings: /[eiyj]/.test(after) || after === '' ? ['ц', 'с', 'к'] : ['к', 'ц', 'с'] }
    case 'h':
      return { take: 1, readings: [CONSONANT.test(after) ? 'х' : 'г'] }
    case 'i':
      return { take: 1, readings: [postvocalic ? (CONSONANT.test(after) || after === '' ? 'й' : 'ї') : 'і'] }
    case 'y':
      return /[aeiou]/.test(after) ? undefined : { take: 1, readings: [postvocalic ? 'й' : 'и'] }
    case 'l':
      return { take: 1, readings: [after === 'n' || rest.startsWith('lsk') ? 'ль' : 'л'] }
    case 's':
      return before !== '' && SOFT_ADJECTIVE.test(rest) ? { take: 2, readings: ['ськ'] } : undefined
    case 'z':
      return SOFT_ADJECTIVE.test(rest) ? { take: 2, readings: ['зьк'] } : undefined
    default:
      return undefined
  }
}

/** Endings of the reading, with what the sloppy spelling of it may have meant; the likeliest first, tried in this order. */
const ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:иї|ій|іі|ії|ий|ии|иі|ьії)$/, ['ий', 'ії', 'ій']],
  [/(?<=[аеєіиую])ня$/, ['ння', 'ня']],
  [/(?<=[аеєіиую])т[яь]$/, ['ття', 'тя']],
  [/(?<=[бвгджзклмнпрстфхцчшщ])ец$/, ['ець', 'ец']],
  [/іст$/, ['ість', 'іст']],
  [/ист$/, ['ист', 'ість', 'исть']],
  [/тел$/, ['тель', 'тел']],
  [/(?<=[оуюаеяі])л$/, ['л', 'ль']],
  [/ец$/, ['ець', 'ец']],
  [/(?<=[аеия])ц$/, ['ць', 'ц']],
  [/(?<=[еи])н$/, ['н', 'нь']],
  [/ск$/, ['ськ', 'ск']],
  [/цк$/, ['цьк', 'цк']],
  [/т$/, ['т', 'ть']],
  [/(?<=[кгх])і$/, ['и', 'і']],
  [/и$/, ['и', 'ий', 'і']],
  [/і$/, ['і', 'ій', 'ї']],
]
/** By how much a second reading of a group, a less likely ending and an и written as i make a spelling less likely. */
const SECOND = 2
const ENDING = 1
const HARDENED = 1.5
const MOST_INSIDE = 24
const MOST = 48

/**
 * Ukrainian words that a Latin spelling may stand for, the likeliest first, at most 48. Reads the official table (No. 55) and
 * what people type instead: Russian and Czech habits, š č ž, "4" for ч and "6" for ш, w for в, x for х, j for й and ж, and
 * restores soft signs and doubled letters at the end, where stemming depends on them. Elsewhere letters of one skeleton
 * (и and і, г and х, a soft sign) are guessed once: the caller compares by skeleton.
 * @param word one folded word; apostrophes and marked letters may stand in it
 * @returns nothing for a word that has no Latin letter or has letters of another script
 */
export function fromLatin(word: string): readonly string[] {
  const latin = Array.from(word.toLowerCase().normalize('NFC'), (letter) => MARKED.get(letter)?.[0] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/(?<=[bvmpfrkhgdtznsl])['’ʼ`´](?=[yij])/g, '')
  if (!/^[a-z46'’ʼ`´]+$/.test(latin) || !/[a-z]/.test(latin) || latin.length > 40) return []
  let readings: Reading[] = [{ text: '', cost: 0 }]
  let at = 0
  while (at < latin.length) {
    const rest = latin.slice(at)
    const { take, readings: next } = readingsAt(rest, at === 0 ? '' : (latin[at - 1] ?? ''))
    at += take
    const [first = '', ...others] = next
    if (others.length === 0) {
      readings = readings.map(({ text, cost }) => ({ text: text + first, cost }))
    } else {
      readings = next
        .flatMap((letters, rank) =>
          readings.map(({ text, cost }) => ({ text: text + letters, cost: cost + rank * SECOND })),
        )
        .sort((one, other) => one.cost - other.cost)
        .slice(0, MOST_INSIDE)
    }
  }
  const costs = new Map<string, number>()
  for (const { text, cost } of readings) {
    for (const [rank, form] of endingsOf(text).entries()) {
      for (const [change, spelled] of [form, hardened(form)].entries()) {
        const sum = cost + rank * ENDING + change * HARDENED
        if (sum < (costs.get(spelled) ?? Number.POSITIVE_INFINITY)) costs.set(spelled, sum)
      }
    }
  }
  return [...costs]
    .sort((one, other) => one[1] - other[1])
    .slice(0, MOST)
    .map(([form]) => form)
}

function readingsAt(rest: string, before: string): { take: number; readings: readonly string[] } {
  const letter = rest.slice(0, 1)
  const group = BY_FIRST.get(letter)?.find(({ latin }) => rest.startsWith(latin))
  if (group === undefined || group.latin.length < 3) {
    const found = inContext(rest, { before, after: rest.slice(1, 2), rest })
    if (found !== undefined) {
      // A group of two letters is one letter of Ukrainian; context only decides where there is none, or for і and a vowel.
      if (group === undefined || group.latin.length < 2 || found.take >= 2) return found
    }
  }
  if (group !== undefined) {
    if (
      group.latin.length === 2 &&
      group.latin.startsWith('y') &&
      rest.length === 2 &&
      group.latin === 'yi' &&
      before !== ''
    )
      return { take: 2, readings: LATIN_VOWEL.test(before) ? ['ї'] : ['ий'] }
    return { take: group.latin.length, readings: group.readings }
  }
  return { take: 1, readings: [/['’ʼ`´]/.test(letter) ? 'ь' : ''] }
}

/** Words from abroad have и after д т з с ц ж ш ч р before a consonant («медицина»), where people type i. */
function hardened(form: string): string {
  return form.replace(/(?<=[дтзсцжшчр])і(?=[бвгджзклмнпрстфхцчшщ])/g, 'и')
}

function endingsOf(text: string): readonly string[] {
  const rule = ENDINGS.find(([pattern]) => pattern.test(text))
  if (rule === undefined) return [text]
  const forms = rule[1].map((ending) => text.replace(rule[0], ending))
  return forms.includes(text) ? forms : [...forms, text]
}
