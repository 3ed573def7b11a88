/**
 * Beginnings of words that are spelled in two ways, with the one form that both sides of a search use: the orthographies of 2019,
 * 1990 and the 1920s, у and в at the beginning, and doublets of foreign words.
 */
const BEGINNINGS = `
  катедр:кафедр атени:афіни атинськ:афінськ аритмети:арифмети мітолог:міфолог анатем:анафем дитирамб:дифірамб
  авдит:аудит авдієн:аудієн лавреат:лауреат павза:пауза інавгура:інаугура
  аутентиф:автентиф аутентич:автентич аутентик:автентиф автентикац:автентифікац
  диджит:діджит дигіт:діджит дігіт:діджит дігітал:діджитал
  плянув:планув плян:план клясиф:класиф клясич:класич кляса:класа бльок:блок клюб:клуб лямп:ламп
  льокал:локал льогі:логі лього:лого лябор:лабор балянс:баланс реклям:реклам деклярац:декларац деклярув:декларув
  діялог:діалог діяграм:діаграм діягно:діагно діяпазон:діапазон діялект:діалект діяметр:діаметр діяспор:діаспор
  діяфрагм:діафрагм варіянт:варіант варіяц:варіац авіяц:авіац авіялін:авіалін радіяльн:радіальн радіяц:радіац медіяльн:медіальн
  піяр:піар соціяль:соціаль
  архиєпископ:архієпископ архиєре:архієре архимандрит:архімандрит архистратиг:архістратиг архидиякон:архідиякон
  инш:інш инак:інак индик:індик инколи:інколи иноді:іноді инде:інде ирі:ірі
  упровадж:впровадж уповноваж:вповноваж вкрит:укрит увімк:ввімк утілен:втілен утілюв:втілюв уперше:вперше усьо:всьо
  учител:вчител ужитт:вжитт ужива:вжива унес:внес установле:встановле установлю:встановлю утрач:втрач утрат:втрат утруч:втруч
  уплив:вплив усеукраїн:всеукраїн усебіч:всебіч усесвіт:всесвіт узаєм:взаєм учени:вчени ученог:вченог ученом:вченом удоскона:вдоскона
  уразлив:вразлив упоряд:впоряд уміст:вміст уміщ:вміщ умінн:вмінн урахов:врахов урахув:врахув урегул:врегул урятув:врятув
  урожа:врожа усинов:всинов втрим:утрим увійт:ввійт увезе:ввезе утеч:втеч утом:втом упізна:впізна упакув:впакув
  уповіль:вповіль убезпеч:вбезпеч убудов:вбудов уведен:введен уводит:вводит успадк:вспадк упевн:впевн
  імовірн:ймовірн
  бесп:безп бескош:безкош росп:розп роск:розк росх:розх россил:розсил
  гакатон:хакатон гостинг:хостинг гелпдеск:хелпдеск гакер:хакер гештег:хештег гаштаг:хештег хаштаг:хештег
  плугін:плагін дешборд:дашборд месенжер:месенджер мессендж:месендж месседж:месендж менежмент:менеджмент менежер:менеджер
  броузер:браузер бравзер:браузер трєкер:трекер вєб:веб ютюб:ютуб аккаунт:акаунт екаунт:акаунт коннектор:конектор
  оффлайн:офлайн оффлін:офлайн едвайзер:едвайзер компютор:компютер компьютер:компютер сканнер:сканер бюллетен:бюлетен
  аппарат:апарат программ:програм коммун:комун
  проэкт:проєкт евро:євро европ:європ рієлтор:рієлтор ріелтор:рієлтор ріелт:рієлт фейєрверк:феєрверк конвейєр:конвеєр
  плейер:плеєр плейєр:плеєр тендєр:тендер інтерфайс:інтерфейс
`

/** Whole words that are spelled in two ways, Latin ones too. */
const WHOLE_WORDS = `
  web:веб online:онлайн offline:офлайн емейл:email імейл:email мейл:email вайфай:wifi электронн:електронний
  електронн:електронний міт:міф міту:міфу міти:міфи мітів:міфів іще:ще іти:йти
  centre:center organisation:organization organisations:organizations licence:license licences:licenses
  licencing:licensing catalogue:catalog catalogues:catalogs programme:program programmes:programs behaviour:behavior
  labour:labor defence:defense authorisation:authorization digitisation:digitization digitalisation:digitalization
  optimisation:optimization visualisation:visualization centralised:centralized colour:color
`

/** Places inside words: проекція and траекторія, -іял- of the 1920s, технольогія, a devoiced prefix, ефір in compounds. */
const INSIDE: readonly (readonly [RegExp, string])[] = [
  [/про[еэ]к(?=[тц])/, 'проєк'],
  [/траектор/, 'траєктор'],
  [/ольогі/, 'ологі'],
  // «мріяла» and «діяльність» are words of their own.
  [/(?<!м)ріял/, 'ріал'],
  [/ціял/, 'ціал'],
  [/(?<=[лнтв])іяль(?=н)/, 'іаль'],
  [/^((?:радіо|теле|відео)?)етер(?=$|[уіо]|ами?$|ах$|а$|ів$|и$|н(?:ий|а|е|і|их|им|ими|ого|ому|ої|ою|у|ій)$)/, '$1ефір'],
  [/^з(?=[кптф]\p{L}{3})/u, 'с'],
  [/^(?:і|е|e)м(?:е|а)йл(?:у|и|ів|ом|ам|ами|ах|і|а|ові)$/, 'email'],
]
const MAY_HAVE_INSIDE = /про[еэ]к|траек|ольог|іял|етер|^з[кптф]|мейл|майл/

const WHOLE = new Map(pairs(WHOLE_WORDS).map(({ from, to }) => [from, to]))
/** By the first three letters, with the longest beginning first. */
const BY_START = Map.groupBy(
  pairs(BEGINNINGS).sort((one, other) => other.from.length - one.from.length),
  ({ from }) => from.slice(0, 3),
)

function pairs(table: string): { from: string; to: string }[] {
  return table
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(':'))
    .map(([from = '', to = '']) => ({ from, to }))
}

/**
 * One form for the spellings of a word: «проект» and «проєкт», «етер» and «ефір», «соціяльний», «упровадження», «инший»,
 * «аутентифікація». Sources: Український правопис of 2019 with its variants (§§ 23–24, 121–128, 140) and of 1990, and the
 * doublets of the 1928 orthography in use today. It need not be the right form, only the same on both sides; different words
 * stay different. Forms that one skeleton joins anyway are not here.
 * @param token one folded word
 */
export function modern(token: string): string {
  const whole = WHOLE.get(token)
  if (whole !== undefined) return whole
  let word = token
  const candidates = BY_START.get(token.slice(0, 3))
  if (candidates !== undefined) {
    for (const { from, to } of candidates) {
      if (token.startsWith(from)) {
        word = to + token.slice(from.length)
        break
      }
    }
  }
  if (!MAY_HAVE_INSIDE.test(word)) return word
  for (const [pattern, replacement] of INSIDE) word = word.replace(pattern, replacement)
  return word
}
