/**
 * Words that the suffix rules of `ukrainian-stem.ts` would get wrong, in our own choice: those of administration,
 * procurement and everyday documents. All are folded (no apostrophes, г for ґ).
 */

/** Endings of nouns and adjectives after a consonant. */
const AFTER_CONSONANT = words(`
  ь а я у ю і и о е ом ем ою ею ам ям ах ях ів ей ий ій их им ім ами ями ьми ові еві ого ому ої ими ього ьому ьої ьою
`)

/** Endings of nouns after a vowel, where й stands or is written into the letter. */
const AFTER_VOWEL = words('й я ю ї є єю єм ям ях їв їм їх ями єві йому його їй єї єму їми')

/**
 * Bases whose last letters look like an ending: «портал-и» is no past tense as «писа-ли» is, «систем» no instrumental
 * as «дом-ом» is. With any nominal ending they stem to themselves.
 */
const PROTECTED = words(`
  результат сертифікат депутат апарат препарат адвокат кандидат мандат формат автомат банкомат поштомат клімат квадрат
  штат плакат дублікат агрегат субстрат демократ бюрократ комбінат інтернат реферат солдат делегат секретаріат адресат
  фальсифікат концентрат конденсат деканат ректорат сенат патронат дебат атестат постулат трактат чат
  плат зарплат оплат доплат виплат сплат переплат передплат дат палат хат кімнат втрат витрат затрат цитат лопат
  чемпіонат термостат предикат
  кредит мікрокредит аудит депозит транзит візит реквізит дефіцит профіцит еліт орбіт
  звіт світ освіт ліміт квіт заповіт привіт магніт графіт
  атрибут статут інститут маршрут валют рекрут
  портал вебпортал канал телеканал журнал матеріал персонал термінал капітал сигнал зал бал шкал скал інтервал метал
  потенціал ритуал арсенал квартал фінал оригінал трибунал меморіал адмірал генерал функціонал серіал обвал провал
  вокзал аеровокзал автовокзал підвал перевал скандал дзеркал загал медал універсал ідеал сал
  сил правил мил крил могил тил
  розділ відділ підрозділ поділ розподіл перерозподіл тіл діл ціл наділ
  формул акул капсул минул стал мал біл зріл застаріл дозріл
  справ заяв держав вистав постав підстав застав лав глав прав слав кав трав полтав варшав рукав сплав поправ приправ
  оправ управ уяв появ забав октав канав
  актив мотив норматив кооператив колектив директив перспектив альтернатив ініціатив локомотив масив позитив негатив
  детектив прилив вплив перелив злив розлив архів держархів відеоархів фотоархів спів гнів посів хлів розрив перерив
  обрив прорив спротив наратив
  диплом альбом симптом перелом злом прийом підйом атом агроном автоном геном синдром бром економ
  систем екосистем підсистем мікросистем проблем схем тем екстрем теорем крем обєм поем
  програм підпрограм реклам діаграм телеграм храм мам панорам кілограм інстаграм голограм
  страх дах замах розмах птах жах монах казах шлях
  режим дим крим псевдонім синонім анонім зим
`)

/**
 * Stems that end in a vowel: «музе-ю» and «збро-ю» have no ending «-ею», «-ою», and those in «-ій» keep a vowel that
 * keeps them apart from shorter words (водій and вода, партія and парта).
 */
const BEFORE_IOT = words(`
  музе ліце трофе хоке ювіле іде лотере батаре галере але колі збро геро стро
  кра урожа врожа звича трамва ча дуна кита сара воді сергі андрі юрі анатолі дмитрі валері геннаді віталі
  парті ліні стаді студі поді аварі комісі серій копі мрі
`)

/** A stem and the bases that belong to it, for short words in which vowel or consonant alternates. */
const ALTERNATING = words(`
  рік:рік,рок,роц бік:бік,бок,боц дім:дім,дом ніч:ніч,ноч річ:річ,реч піч:піч,печ стіл:стіл,стол кіт:кіт,кот ніс:ніс,нос
  рід:рід,род ріг:ріг,рог лід:лід,льод кінь:кін,кон хвіст:хвіст,хвост ріст:ріст,рост приріст:приріст,прирост
  зріст:зріст,зрост мост:мост село:сел,сіл гора:гор,гір нога:ног,ніг,ноз доба:доб,діб рука:рук,руц вага:ваг,ваз
  війна:війн,воєн день:дн,ден тиждень:тижн,тижден імен:імя,імен дитин:дитин,діт люд:люд,людин матер:матер,матір
  сімя:сімя,сіме статт:статт судд:судд память:памят який:як
  львів:львів,львов харків:харків,харков чернігів:чернігів,чернігов миколаїв:миколаїв,миколаєв київ:київ,києв
  фастів:фастів,фастов васильків:васильків,васильков глухів:глухів,глухов канів:канів,канев бердичів:бердичів,бердичев
  радехів:радехів,радехов чортків:чортків,чортков
`)

/** Single forms and their stems. */
const FORMS = words(`
  дія:дія дії:дія дію:дія дією:дія дій:дія діям:дія діями:дія діях:дія
  банка:банка банки:банк банок:банка банці:банка банкою:банка
  сімї:сімя сімю:сімя сімєю:сімя сімям:сімя сімями:сімя сімях:сімя сімей:сімя
  статті:статт статтею:статт статей:статт суддею:судд суддєю:судд
  укрить:укрит відкрить:відкрит закрить:закрит покрить:покрит перекрить:перекрит розкрить:розкрит занять:занят
  понять:понят почуть:почут століть:століт десятиліть:десятиліт
`)

/** Masculine nouns in -ень that lose the vowel (день aside): січень, січня. */
const FLEETING_EN = new Set(
  words(`січ берез квіт трав черв лип серп верес жовт груд уч рів перст стриж злид велет пів студ ход бюлет ол`),
)

/** What stands before the ending → the stem. */
const BASES: ReadonlyMap<string, { readonly stem: string; readonly endings: ReadonlySet<string> }> = bases()
const WHOLE: ReadonlyMap<string, string> = new Map(
  FORMS.map((entry) => [entry.slice(0, entry.indexOf(':')), entry.slice(entry.indexOf(':') + 1)]),
)
const LONGEST_ENDING = 4

/** The stem of a word that the rules do not fit, or undefined. */
export function exceptionalStem(word: string): string | undefined {
  const whole = WHOLE.get(word)
  if (whole) return whole
  for (let cut = 0; cut <= LONGEST_ENDING && word.length - cut >= 2; cut++) {
    const base = BASES.get(word.slice(0, word.length - cut))
    if (base?.endings.has(word.slice(word.length - cut))) return base.stem
  }
  if (word.endsWith('ень') && FLEETING_EN.has(word.slice(0, -3))) return `${word.slice(0, -3)}н`
  return undefined
}

function bases() {
  const afterConsonant = new Set(['', ...AFTER_CONSONANT])
  const afterVowel = new Set(AFTER_VOWEL)
  const result = new Map<string, { stem: string; endings: ReadonlySet<string> }>()
  for (const base of PROTECTED) result.set(base, { stem: base, endings: afterConsonant })
  for (const base of BEFORE_IOT) result.set(base, { stem: base.length < 3 ? `${base}й` : base, endings: afterVowel })
  for (const entry of ALTERNATING) {
    const [stem = '', all = ''] = entry.split(':')
    for (const base of all.split(',')) result.set(base, { stem, endings: afterConsonant })
  }
  return result
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
