import { words } from './fold.ts'
import { stem } from './stem.ts'
import { tokenize } from './tokens.ts'

/** Prepositions, conjunctions, particles, pronouns, question words, auxiliary verbs and words of asking. */
const FUNCTION_WORDS = `
  а аби або ані але б без би біля більш більше був була були було буде будуть бути в вам вас ваш ваша ваше ваші весь
  вже ви від він є вона вони воно все всі всіх всього всьому всім всіма вся всю вище во втім все-таки да давай дай
  далі де деякі для до доки дуже де-небудь ж же з за завжди задля замість зі зараз згори із зокрема і інші інший інша
  інше інших їй їм їх його йому її й інколи каже коли коло крім крізь куди кого кому ким лише майже має мають мав мала
  мали мати мене мені ми мій моя моє мої можна може можуть можливо між на навіщо навколо над нам нами нас наш наша
  наше наші наших не невже нема немає ні ніж ніби нехай нижче них ним ними ну о об один одна одне одні от отже перед
  передусім перш під після по поза поки понад поруч посеред при про проте проти разом саме сам сама самі свій своя
  своє свої своїх себе собі серед скільки скрізь слід стосовно так така таке такі такий таких також там та те тепер ти
  тим тих тільки то тобто той тому тоді ту туди тут у хай хоч хоча хто це цей ця ці цих цим цієї цього цьому цю через
  чи чим чий чия чиє чому щоб що щодо ще якась якесь якийсь якщо як яка яке який якого якої яким яких які якій яку
  якою будь кожен кожна кожне кожний кожного кожної усе усі усіх увесь усього уся потрібен потрібна потрібне потрібні
  потрібно треба хочу хочемо шукаю шукаємо знайти підберіть порадьте допоможіть існує існують чого звідки відколи the
  a an of for in to and or on at by with from as is are was were be been being its this that these those which who
  whom whose what where when why how do does did has have had not no nor but if then than so such can could may might
  must shall should will would i we you he she they them our your their his her us me my into onto over under about
  between through per via within without also any all each some other same more most very need needs needed want
  looking find there here и что он я с со как она его но ты к вы бы только ее мне было вот меня еще нет из ему теперь
  когда даже вдруг ли если уже или ни быть был него нибудь опять уж ведь потом себя ничего ей может они где есть надо
  ней мы тебя их чем была чтоб будто чего раз тоже под будет тогда кто этот того потому этого какой совсем здесь этом
  почти мой тем чтобы нее сейчас были куда зачем всех никогда можно наконец два другой хоть после больше тот эти всего
  какая много разве три эту впрочем хорошо свою этой иногда лучше чуть том нельзя такой им более всегда конечно между
  нужен нужна нужно нужны это также который которая которое которые которых
`

/**
 * What people add when they ask in a sentence: how what they look for should be, who asks, that they would use it. Whole forms,
 * since stems of such words are those of others: «порадити» and «порада», «дозволяти» and «дозвіл».
 */
const WISHED =
  'бажан безкоштовн дешев недорог готов зручн хорош гарн якісн кращ найкращ підходящ схож подібн аналогічн маленьк невеличк'
const OF_ADJECTIVES = 'ий а е і ого ої ому ій им ою их ими у о'
const ASKING = `
  ласка вести хтось щось когось чогось чимось комусь кимось десь якось якийсь якась якесь якихось користується користуються користуємося
  користувалися використовує використовують використовуємо вживає мати маємо бажаю бажаємо хотіли хотілося потребуємо
  придбати купити замовити впровадити запровадити підібрати порадити підказати підкажіть порекомендуйте рекомендуєте
  бесплатный бесплатно бесплатная недорогой недорого простой удобный удобная готовый готовое хороший хорошая
  пользоваться пользуется использует посоветуйте подскажите купить
  cheap simple easy best nice ready please anyone someone something anything recommend suggest
`

/** What titles of purchases say without naming a need. */
const PROCUREMENT_WORDS = `
  послуга надання закупівля закуповується код дк cpv єзс закупівельний згідно відповідно щодо потреби рік грн гривня
  тис робота виконання придбання придбати постачання поставка лот спрощена торги переговорна тендер тендерна конкурсні
  очікувана нк штука шт комплект замовник замовити виконавець постачальник учасник забезпечення services purchase
  procurement supply delivery tender lot услуга закупка предоставление выполнение работ приобретение нужд согласно
`
const PROCUREMENT_NUMBERS = /^(?:021|2010|2015|20[1-4]\d)$/

/** Conditions of contract, payment, delivery, participation and law that fill tender documents, beside the words of titles. */
const BOILERPLATE = `
  переможець підрядник субпідрядник контрагент сторона договір угода додаток пункт підпункт розділ стаття частина
  абзац закон постанова кабінет міністрів кодекс цивільний господарський наказ розпорядження чинний законодавство
  нормативний акт правовий публічний пропозиція документація аукціон процедура оголошення предмет ціна вартість сума
  копійка пдв валюта розрахунок оплата сплата попередній аванс рахунок фактура банківський день календарний робочий
  строк термін період місяць дата квартал передача приймання здача місце товар якість кількість обсяг гарантія
  гарантійний зобовязання відповідальність штраф пеня неустойка порушення розірвання припинення форс мажор обставина
  непереборна сила спір арбітраж підписання підпис печатка уповноважений представник керівник директор підстава статут
  довіреність банкрутство ліквідація санкція корупція юридичний фізичний підприємець резидент кваліфікаційний критерій
  вимога відповідність підтвердження копія оригінал завірений скановано формат файл завантаження подання подати надати
  повинен має мати зобовязаний необхідно забезпечити здійснювати здійснення виконати стосовно передбачений зазначений
  вказаний наведений визначений встановлений належний чином дійсний відхилення відхилити оцінка розкриття кекв бюджет
  бюджетний фінансування кошти кошторис казначейство призначення державний національний класифікатор єдрпоу реквізит
  телефон україна вулиця конфіденційний розголошення антикорупційний застереження істотний умова зміна згода досвід
  аналогічний матеріальний технічний працівник наявність кваліфікація специфікація завдання еквівалент тип марка
  виробник ліцензійний невиключний виключний майнові право використання авторський передати примірник екземпляр
  перемовини пакування транспортування доставка розвантаження тара упаковка участь бенефіціарний витяг свідоцтво
  статутний платник єдиного податку погодження проєкт зразок заповнення перелік опис наступний
  випадок разі шляхом рамках межах метою протягом упродовж пізніше раніше моменту після до
  включно загальний кінцевий обґрунтування ринковий консультація порядок правило вид найменування назва номер shall
  party contractor supplier customer bidder agreement clause annex payment invoice vat acceptance warranty penalty
  termination law article days calendar
`

/** What most entries of a register of software say of themselves. */
const GENERIC = `
  система підсистема електронний програма програмний забезпечення платформа автоматизований автоматизація
  інформаційний інформація інформатизація модуль сервіс портал управління керування комплекс розробка створення
  впровадження супровід супроводження підтримка модернізація послуга дані облік цифровий цифровізація діджиталізація
  онлайн веб сайт застосунок додаток мобільний рішення продукт засіб інструмент технологія технічний функціональний
  функція функціонал єдиний державний національний централізований інтегрований універсальний сучасний комплексний
  автоматичний компютерний компютер база обробка ведення робота користувач організація установа підприємство процес
  можливість доступ використання надання проєкт пз іс аіс софт ас ікс ітс асу іт system software application app
  platform module service portal digital electronic information management automated data solution tool program
  product technology technical support development implementation integrated unified user программный обеспечение
  управление учет электронный автоматизированный информационный разработка приложение данные услуга
`

const FUNCTION = lazily(() => [...words(FUNCTION_WORDS), ...tokenize(FUNCTION_WORDS)])
const FILLER = lazily(() => [...adjectives(WISHED), ...words(ASKING)])
const PROCUREMENT = lazily(() => stems(PROCUREMENT_WORDS))
const TENDER = lazily(() => [...stems(PROCUREMENT_WORDS), ...stems(BOILERPLATE)])
const COMMON = lazily(() => stems(GENERIC))

function adjectives(bases: string): string[] {
  return words(bases).flatMap((base) => words(OF_ADJECTIVES).map((ending) => base + ending))
}

function stems(text: string): string[] {
  return tokenize(text).map(stem)
}

/** Stemming some hundred words takes a millisecond that a request without a search need not wait for. */
function lazily(make: () => readonly string[]): () => ReadonlySet<string> {
  let made: ReadonlySet<string> | undefined
  return () => {
    made ??= new Set(make())
    return made
  }
}

/**
 * Whether a folded word only joins others or asks for them, in Ukrainian, English or Russian. Beside words that say something it
 * need not be looked for.
 */
export function isFunctionWord(word: string): boolean {
  return FUNCTION().has(word)
}

/** Whether a folded word says how something is asked for and not what: «бажано», «недорога», «порадити». */
export function isFiller(word: string): boolean {
  return FILLER().has(word)
}

/**
 * Whether a folded word belongs to the manner of titles of purchases and names no need: «послуги», «згідно», «ДК», «021», a year.
 * A query of nothing else is still to be looked for.
 */
export function isProcurementWord(word: string): boolean {
  return PROCUREMENT_NUMBERS.test(word) || tokenize(word).some((token) => PROCUREMENT().has(stem(token)))
}

/** Whether a stem belongs to the conditions of a tender rather than to what is bought; for long texts. */
export function isBoilerplate(stemmed: string): boolean {
  return TENDER().has(stemmed)
}

/** Whether a stem says little of what software does: «система», «електронний», «платформа». */
export function isGeneric(stemmed: string): boolean {
  return COMMON().has(stemmed)
}
