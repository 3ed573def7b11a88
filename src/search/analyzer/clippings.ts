/**
 * First parts of clipped compounds and the adjectives they are short for (Український правопис 2019, «Складноскорочені слова»):
 * «соцпослуги», «держреєстр», «медкартка»; people write them apart too: «ком майно», «адмін послуги».
 */
const CLIPPINGS: ReadonlyMap<string, string> = new Map(
  `авіа:авіаційний авто:автомобільний агро:аграрний адмін:адміністративний біо:біологічний буд:будівельний бух:бухгалтерський
  бюдж:бюджетний вет:ветеринарний відео:відео військ:військовий вод:водний гео:географічний госп:господарський
  дерев:деревний держ:державний дит:дитячий дорож:дорожній еко:екологічний екон:економічний ел:електронний
  електро:електричний енерго:енергетичний жит:житловий зем:земельний інвест:інвестиційний інфо:інформаційний
  інформ:інформаційний кадр:кадровий канц:канцелярський ком:комунальний комун:комунальний комп:комп’ютерний
  конс:консультативний культ:культурний ліс:лісовий мат:матеріальний мед:медичний метео:метеорологічний міграц:міграційний
  місто:міський місць:місцевий муніцип:муніципальний нац:національний обл:обласний орг:організаційний осв:освітній
  пед:педагогічний пенс:пенсійний пож:пожежний політ:політичний поліс:страховий прем:преміальний прес:пресовий
  пром:промисловий проф:професійний псих:психологічний рай:районний рек:рекламний реєстр:реєстраційний ремонт:ремонтний
  рег:регіональний сан:санітарний сіль:сільський сільгосп:сільськогосподарський соц:соціальний спец:спеціальний
  спорт:спортивний стат:статистичний страх:страховий студ:студентський суд:судовий тех:технічний техн:технічний
  тепло:тепловий торг:торговельний трансп:транспортний тур:туристичний укр:український фарм:фармацевтичний фін:фінансовий
  фото:фото хім:хімічний хоз:господарський цивіл:цивільний шкіл:шкільний юр:юридичний`
    .split(/\s+/)
    .map((pair) => pair.split(':'))
    .map(([clipped = '', full = '']) => [clipped, full]),
)
const LONGEST = 8
const SHORTEST_REST = 4

/** How a clipped word may be written out. */
export interface WrittenOut {
  /** The adjective, and the rest of the compound if the word is one. */
  readonly words: readonly string[]
}

/** What a word may be when its beginning is clipped: the longest beginning first. Nothing for most words. */
export function writtenOut(token: string): readonly WrittenOut[] {
  const whole = CLIPPINGS.get(token)
  if (whole !== undefined) return [{ words: [whole] }]
  const found: WrittenOut[] = []
  for (let length = Math.min(LONGEST, token.length - SHORTEST_REST); length >= 2; length -= 1) {
    const full = CLIPPINGS.get(token.slice(0, length))
    if (full !== undefined) found.push({ words: [full, token.slice(length)] })
  }
  return found
}
