import { countOf } from '../format.ts'

/** Searching: tabs, how a query was read, why a record is in the list, suggestions. */
export const search = {
  title: 'Пошук',
  tabs: 'Що знайдено',
  sections: { software: 'Рішення', organization: 'Організації', expert: 'Експерти' },
  searchedFor: 'Шукали:',
  instead: 'Натомість шукати',
  readings: {
    spelling: 'інше написання',
    russian: 'слово російською',
    layout: 'інша розкладка клавіатури',
    transliteration: 'записано латинкою',
    typo: 'виправлено помилку',
    clipping: 'скорочення розгорнуто',
    beginning: 'за початком слова',
    synonym: 'близьке за змістом',
  },
  also: (words: string, more: boolean) => `Також шукали: ${words}${more ? '…' : ''}`,
  alsoFor: (typed: string) => `«${typed}»:`,
  without: 'не додавати',
  withoutAll: 'Шукати без синонімів',
  literally: (words: readonly string[]) =>
    words.includes('*')
      ? 'Усі слова шукали дослівно, без виправлень і синонімів.'
      : `Дослівно шукали: ${words.map((word) => `«${word}»`).join(', ')}.`,
  allow: 'Дозволити виправлення й синоніми',
  unknown: (words: readonly string[]) =>
    words.length === 1
      ? `Реєстр не знає слова «${words[0]}».`
      : `Реєстр не знає слів ${words.map((word) => `«${word}»`).join(', ')}.`,
  relaxed: 'Нижче є й записи, які мають не всі слова запиту.',
  relaxedAll: 'Тож нижче записи, які мають лише решту слів запиту або частину з них.',
  weak: (text: string) => `За запитом «${text}» нічого не знайдено`,
  weakTitle: (text: string) => `${text}: нічого не знайдено`,
  nearest: 'Найближче з того, що є',
  nearestText: 'Ці записи мають лише окремі слова запиту й, імовірно, не те, що ви шукаєте.',
  record: 'Це номер запису:',
  why: (found: readonly string[], reading: string) =>
    `за ${found.length === 1 ? 'словом' : 'словами'} ${found.map((word) => `«${word}»`).join(', ')} — ${reading}`,
  whySynonym: (found: readonly string[], typed: string) =>
    `за ${found.length === 1 ? 'словом' : 'словами'} ${found.map((word) => `«${word}»`).join(', ')} — близько за змістом до «${typed}»`,
  whyField: (field: string, found: string) => `збіг ${field}: «${found}»`,
  fields: {
    name: 'у назві',
    nameEn: 'в англійській назві',
    short: 'у короткому описі',
    long: 'у докладному описі',
    functions: 'у функціях',
    tags: 'у стандартах і позначках',
    category: 'у категоріях',
    owner: 'у назвах організацій',
    tech: 'у технологіях',
    code: 'у номерах і кодах',
  },
  /** A pasted text, with which records are compared. */
  pasted: {
    title: 'Рішення за вставленим текстом',
    heading: 'Рішення, найближчі до вставленого тексту',
    weak: 'Близьких до вставленого тексту рішень не знайдено',
    weakText: 'Нижче рішення, у яких із текстом найбільше спільних слів, але й у них спільного мало.',
    how: 'Ви вставили цілий текст, тож його порівняно з описами рішень. Слова, звичні для кожної закупівлі, відкинуто; що рідкісніше слово в реєстрі, то більше воно важить.',
    codes: (codes: readonly string[]) => `Враховано й коди ДК 021 з тексту: ${codes.join(', ')}.`,
    cut: (count: string) => `Текст задовгий: порівняно лише перші ${count} знаків.`,
    compared: (count: number) => `Порівняно за ${countOf.uk(count, 'словом', 'словами', 'словами')}:`,
    common: (share: number) => `Збігається ${share}\u00a0% тексту за вагою слів:`,
    filters: (labels: string) => `Порівняно лише з рішеннями, що відповідають умовам: ${labels}.`,
    withoutFilters: 'Порівняти з усіма',
    nothing: 'У тексті немає слів, за якими можна порівняти: реєстр не знає жодного з них.',
  },
  among: (count: string) => `Числа біля умов пораховано серед ${count} найновіших збігів.`,
  empty: {
    words: 'Окремі слова запиту',
    queries: 'Можливо, ви шукали',
    spelling:
      'Перевірте написання або опишіть потребу іншими словами: «черга» замість «керування потоком відвідувачів».',
    elsewhere: (section: string, count: string) => `${section}: ${count}`,
    subscribe: 'Стежити за цим запитом: нові рішення з’являться у стрічці Atom',
    api: 'Той самий запит для програм (JSON)',
    ask: 'Не знайшли? Як запитати',
  },
  suggest: {
    functions: 'Функції',
    records: 'Записи',
    queries: 'Запити',
    counted: 'Підказок:',
  },
  openSearch: 'Пошук рішень, організацій і експертів у національному реєстрі програмного забезпечення.',
}
