import { fold } from './fold.ts'

/**
 * First parts of clipped compounds and what they are short for (Український правопис 2019, «Складноскорочені слова»):
 * «соцпослуги», «держреєстр», «медкартка».
 */
const IN_COMPOUNDS = table(`
  авіа:авіаційний агро:аграрний адмін:адміністративний буд:будівельний бух:бухгалтерський вет:ветеринарний відео:відео
  військ:військовий гео:географічний госп:господарський держ:державний дит:дитячий еко:екологічний економ:економічний
  електро:електричний енерго:енергетичний зем:земельний інвест:інвестиційний інфо:інформаційний канц:канцелярський
  культ:культурний мед:медичний метео:метеорологічний муніцип:муніципальний нац:національний обл:обласний
  орг:організаційний пед:педагогічний пенс:пенсійний пож:пожежний прес:пресовий пром:промисловий проф:професійний
  рай:районний сан:санітарний сільгосп:сільськогосподарський соц:соціальний спец:спеціальний стат:статистичний
  студ:студентський тех:технічний тепло:тепловий торг:торговельний тур:туристичний фарм:фармацевтичний фін:фінансовий
  фото:фото хім:хімічний юр:юридичний
`)
/** The same where people write them apart: «адмін послуги», «ком майно». */
const APART = table(`
  адмін:адміністративний буд:будівельний бух:бухгалтерський держ:державний ком:комунальний комун:комунальний
  мед:медичний муніцип:муніципальний пед:педагогічний проф:професійний сільгосп:сільськогосподарський соц:соціальний
  спец:спеціальний тех:технічний фін:фінансовий юр:юридичний
`)
const LONGEST = Math.max(...[...IN_COMPOUNDS.keys()].map(({ length }) => length))
const SHORTEST = 3
const SHORTEST_REST = 5

function table(pairs: string): ReadonlyMap<string, string> {
  const words = pairs.trim().split(/\s+/)
  return new Map(words.map((pair) => pair.split(':')).map(([clipped = '', full = '']) => [clipped, fold(full)]))
}

/**
 * What a word may be when its beginning is clipped, the longest beginning first: the adjective, and of a compound the rest of
 * it. Nothing for most words.
 * @param token one folded word
 */
export function writtenOut(token: string): readonly (readonly string[])[] {
  const whole = APART.get(token)
  if (whole !== undefined) return [[whole]]
  const found: (readonly string[])[] = []
  for (let length = Math.min(LONGEST, token.length - SHORTEST_REST); length >= SHORTEST; length -= 1) {
    const full = IN_COMPOUNDS.get(token.slice(0, length))
    if (full !== undefined) found.push([full, token.slice(length)])
  }
  return found
}
