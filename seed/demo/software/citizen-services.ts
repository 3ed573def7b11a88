import { entry } from '../entry.ts'
import type { DemoSoftware } from '../shape.ts'

/** Visits to service centres, requests of citizens and services on line. */
export const CITIZEN_SERVICES_SOFTWARE: readonly DemoSoftware[] = [
  entry({
    key: 'talon',
    name: ['«Талон» — керування потоком відвідувачів ЦНАП', 'Talon visitor flow management'],
    aliases: ['Талон', 'електронна черга Яворинця', 'СУЧ «Талон»'],
    short: [
      'Друкує талони, викликає людей до вікон і показує чергу на табло та на сайті ЦНАП.',
      "Prints tickets, calls visitors to desks and shows the queue on a display and on the centre's site.",
    ],
    long: [
      `Термінал у холі пропонує послуги, згруповані за життєвими подіями, і друкує талон із розрахунковим часом очікування.
Адміністратор викликає наступного зі свого комп'ютера, може передати людину колезі або відкласти виклик, якщо бракує довідки.

Керівник бачить завантаження вікон у поточну хвилину та за будь-який місяць: скільки талонів видано, скільки згоріло, де прийом
триває довше за норму. Табло відкривається у звичайному браузері, тож підійде будь-який телевізор.

### Що потрібно для запуску
- сервер або віртуальна машина з 4 ГБ оперативної пам'яті;
- термопринтер із підтримкою ESC/POS;
- локальна мережа; інтернет потрібен лише для віддаленого запису.`,
      `A kiosk in the hall offers services by life event and prints a ticket with the expected waiting time. Staff call the next
visitor from their own computer, hand a visitor over to a colleague or put a call aside while a paper is missing.

The head of the centre sees how busy each desk is right now and over any month. The display is an ordinary web page.`,
    ],
    features: {
      uk: [
        'термінал самообслуговування',
        'голосовий виклик українською',
        'пріоритет для осіб з інвалідністю',
        'звіт про час очікування',
      ],
      en: [
        'self-service kiosk',
        'voice calls in Ukrainian',
        'priority for persons with disabilities',
        'waiting time report',
      ],
    },
    functions: ['citizen-services.queue', 'citizen-services.service-centre'],
    categories: ['appointment-scheduling', 'customer-service-and-support'],
    dk021: ['48332000-4', '72230000-6'],
    audience: { levels: ['local'], communitySizes: ['10000-50000', '50000-200000'], countries: ['UA'] },
    softwareType: 'standalone/web',
    platforms: ['web', 'linux'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    localisationReady: true,
    logo: 'https://yavorynets.example/talon/logo.svg',
    screenshots: ['https://yavorynets.example/talon/hall.png', 'https://yavorynets.example/talon/desk.png'],
    programmingLanguages: ['TypeScript', 'Go'],
    databases: ['PostgreSQL'],
    standards: [{ name: 'ДСТУ EN 301 549:2022' }],
    integrations: ['id-gov-ua', 'open-data-portal'],
    dependsOn: {
      open: [
        { name: 'PostgreSQL', versionMin: '14' },
        { name: 'Caddy', versionMin: '2.7', optional: true },
      ],
      hardware: [{ name: 'Термопринтер 80 мм' }],
    },
    repository: { url: 'https://git.example.org/yavorynets/talon', visibility: 'public' },
    landingUrl: 'https://yavorynets.example/talon',
    documentationUrl: 'https://yavorynets.example/talon/docs',
    apiUrl: 'https://yavorynets.example/talon/openapi.json',
    demoUrl: 'https://talon-demo.yavorynets.example',
    roadmapUrl: 'https://git.example.org/yavorynets/talon/roadmap',
    version: '4.2.1',
    releaseDate: '2026-09-15',
    releases: [
      {
        version: '4.2.1',
        date: '2026-09-15',
        notes: {
          uk: 'Виправлено зникнення талона після перезапуску термінала.',
          en: 'Tickets survive a restart of the kiosk.',
        },
        sbomUrl: 'https://yavorynets.example/talon/sbom/4.2.1.json',
      },
      { version: '4.0.0', date: '2023-11-03', sbomUrl: 'https://yavorynets.example/talon/sbom/4.0.0.json' },
      { version: '3.1.0', date: '2022-06-20', notes: { uk: 'Додано облік прийому в старостинських округах.' } },
      { version: '1.0.0', date: '2019-04-08' },
    ],
    attestations: [{ kind: 'kszi', number: '91014', issued: '2024-02-12', expires: '2029-02-12' }],
    accessibilityStatementUrl: 'https://yavorynets.example/talon/accessibility',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'Відкритий репозиторій міської ради' },
    holder: 'UA-EDR-99000643',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: {
      title: 'Акт приймання-передачі майнових прав на програму «Талон»',
      number: '17-ІТ',
      date: '2019-05-30',
    },
    license: 'EUPL-1.2',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'EUPL-1.2',
        gratuitous: true,
        from: '2021-01-15',
        document: {
          title: 'Рішення виконкому «Про оприлюднення вихідного коду «Талона»»',
          number: '12',
          date: '2021-01-14',
        },
        clause: 'п. 1',
      },
    ],
    fundingSources: ['local-budget'],
    programme: {
      uk: 'Програма «Яворинець цифровий» на 2018–2020 роки',
      en: 'Digital Yavorynets programme for 2018–2020',
    },
    developers: [
      {
        organization: 'UA-EDR-99003009',
        name: 'ПП «Бджоляр ІТ»',
        role: 'author',
        from: '2018-10-01',
        to: '2020-12-31',
        contract: '88/18',
      },
      {
        organization: 'UA-EDR-99002814',
        name: 'ТОВ «Журавель Код»',
        role: 'maintainer',
        from: '2022-02-01',
        contract: '5-С/22',
      },
    ],
    experts: [
      {
        expert: 'haidamachenko',
        role: 'informatization-expert',
        from: '2023-05-10',
        to: '2023-06-19',
        affiliationThen: "ГО «Відкрите подвір'я»",
        document: 'Висновок про доступність термінала, 16 сторінок',
      },
      {
        expert: 'tkachuk-zoria',
        role: 'information-protection-expert',
        from: '2023-11-01',
        to: '2024-02-12',
        affiliationThen: 'ТОВ «Криптокобзар»',
        conflictOfInterest: 'Оплату за роботи отримало товариство, у якому експерт працює.',
        document: 'Протокол випробувань КСЗІ № 7',
      },
    ],
    contact: { role: { uk: 'Начальник ЦНАП', en: 'Head of the service centre' }, email: 'cnap@yavorynets.example' },
    maintenance: {
      type: 'contract',
      until: '2027-12-31',
      contractors: [{ name: 'ТОВ «Журавель Код»', website: 'https://zhuravel-kod.example', until: '2027-12-31' }],
    },
  }),
  entry({
    key: 'talon-zdvyzhen',
    name: ['Здвиженська електронна черга', 'Zdvyzhen electronic queue'],
    aliases: ['е-черга Здвиженя'],
    short: [
      'Місцева переробка «Талона»: запис через телефонного оператора та живий прийом без термінала.',
      'A local fork of Talon: booking by phone operator and walk-in reception without a kiosk.',
    ],
    long: [
      `У Здвижені термінал не прижився: половина відвідувачів — люди поважного віку. Тому рада взяла відкритий код сусідів і дописала
робоче місце оператора, який записує за дзвінком, нагадує про візит напередодні та сам переносить час.

Талон тут не папірець, а чотири цифри, які людина називає при вході.`,
      'Older visitors avoided the kiosk, so the council extended the open code of its neighbours with an operator desk: booking by telephone, a reminder the evening before, four digits instead of paper.',
    ],
    features: {
      uk: ['Запис оператором за дзвінком', 'Нагадування напередодні візиту', 'Виклик за чотирма цифрами'],
      en: ['Booking by telephone', 'Reminders a day ahead', 'Four-digit call codes'],
    },
    functions: ['citizen-services.queue', 'citizen-services.appointments'],
    categories: ['appointment-scheduling'],
    dk021: ['72230000-6'],
    audience: { levels: ['local'], communitySizes: ['10000-50000'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['TypeScript', 'Go'],
    databases: ['PostgreSQL'],
    repository: { url: 'https://git.example.org/zdvyzhen/cherga', visibility: 'public' },
    version: '4.0-zd3',
    releaseDate: '2026-02-27',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes' },
    holder: 'UA-EDR-99000867',
    basis: 'open-source',
    kind: 'open-source',
    license: 'EUPL-1.2',
    grants: [{ permittedUsers: 'anyone', license: 'EUPL-1.2', gratuitous: true }],
    relations: [
      {
        kind: 'variantOf',
        target: 'talon',
        note: {
          uk: 'Прибрано термінал і друк, додано телефонного оператора, нагадування та чотиризначні коди замість паперових талонів.',
          en: 'No kiosk or printing; adds a phone operator, reminders and four-digit codes instead of paper.',
        },
      },
    ],
    fundingSources: ['local-budget', 'international-aid'],
    fundedBy: [{ name: 'Північне цифрове партнерство', uri: 'https://northern-digital.example' }],
    developers: [
      {
        organization: 'UA-EDR-99003392',
        name: 'ГО «Цифрова толока Полісся»',
        role: 'integrator',
        from: '2023-11-20',
        to: '2024-04-30',
      },
    ],
    contact: { role: { uk: 'Адміністратор черги', en: 'Queue administrator' }, email: 'cnap@zdvyzhen.example' },
    maintenance: { type: 'community' },
  }),
  entry({
    key: 'horynets-queue',
    name: [
      'Програмний комплекс «Електронна черга Центру надання адміністративних послуг Горинецької міської ради»',
      'Electronic queue software of the Horynets administrative services centre',
    ],
    short: [
      "Розподіл відвідувачів між дев'ятьма робочими місцями, табло та архів талонів за 2017–2023 роки.",
      'Distributes visitors among nine workplaces; display and an archive of tickets for 2017–2023.',
    ],
    functions: ['citizen-services.queue'],
    dk021: ['48332000-4'],
    audience: { levels: ['local'], communitySizes: ['10000-50000'] },
    softwareType: 'standalone/desktop',
    platforms: ['windows'],
    developmentStatus: 'obsolete',
    lifecycleStage: 'retirement',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Delphi'],
    databases: ['Firebird'],
    version: '2.8',
    releaseDate: '2021-05-11',
    releases: [
      { version: '1.0', date: '2017-09-01' },
      { version: '2.8', date: '2021-05-11' },
    ],
    attestations: [{ kind: 'kszi', number: '90377', issued: '2018-03-19', expires: '2023-03-19' }],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'no' },
    holder: 'UA-EDR-99001513',
    basis: 'licence',
    kind: 'non-exclusive-licence',
    license: 'LicenseRef-Skifsystema-ETicket-9',
    licenseText: `Ліцензіар надає ліцензіатові право встановити програму на дев'ять робочих місць за адресою ЦНАП. Передача примірника третім
особам, зокрема іншим органам місцевого самоврядування, не допускається. Строк — по 31 грудня 2024 року.`,
    grants: [
      {
        permittedUsers: 'holder-only',
        license: 'LicenseRef-Skifsystema-ETicket-9',
        gratuitous: false,
        from: '2017-08-15',
        to: '2024-12-31',
        seats: 9,
        territory: 'Горинецька міська територіальна громада',
        document: { title: 'Ліцензійний договір з ПП «Скіфсистема»', number: 'ЛД-41', date: '2017-08-15' },
        clause: 'розділ 3',
      },
    ],
    refusal: {
      reason: 'licence-expired',
      legalBasis: 'Розділ 3 ліцензійного договору ЛД-41 від 15.08.2017',
      note: {
        uk: 'Строк користування сплив, подовжувати його рада не планує: програму вимкнули раніше, разом зі старим атестатом.',
        en: 'The term has run out and the council does not plan to extend it.',
      },
    },
    fundingSources: ['local-budget'],
    developers: [{ organization: 'UA-EDR-99003110', name: 'ПП «Скіфсистема»', role: 'author', from: '2017-08-15' }],
    contact: { role: { uk: 'Відділ програмного забезпечення', en: 'Software unit' }, email: 'cnap@horynets.example' },
    maintenance: { type: 'none' },
  }),
  entry({
    key: 'vizyt',
    name: ['Візит', 'Vizyt appointments'],
    aliases: ['Сервіс попереднього запису «Візит»', 'хмарна черга'],
    short: [
      'Хмарний запис на прийом до ЦНАП, старост і посадовців з єдиним календарем вільних годин.',
      'Cloud booking of visits to service centres, village heads and officials with one calendar of free hours.',
    ],
    long: [
      `Передплачений сервіс, яким користуються Тясминськ і ще кілька установ. Мешканець обирає послугу та відділення, бачить перелік
документів і бронює годину; за потреби підтверджує особу через id.gov.ua. Якщо час звільнився раніше, система пропонує його першому
охочому зі списку.

**Обмеження:** розклад старост оновлюється щоночі, а не одразу; вивантажити історію візитів можна тільки за поточний рік.`,
      `A subscribed service. Residents choose a service and a branch, read which papers to bring and book an hour; freed hours are
offered to people on the waiting list. Village heads' timetables are refreshed at night, history is exported for the current year only.`,
    ],
    features: { uk: ['лист очікування', 'нагадування в месенджер', 'календар виїзного прийому'] },
    functions: ['citizen-services.appointments', 'citizen-services.queue'],
    categories: ['online-booking', 'appointment-scheduling'],
    dk021: ['72260000-5', '48332000-4'],
    audience: { levels: ['local', 'institution'], communitySizes: ['50000-200000', 'over-200000'] },
    softwareType: 'standalone/web',
    platforms: ['web', 'android', 'ios'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en', 'pl'],
    integrations: ['id-gov-ua', 'diia'],
    landingUrl: 'https://modul.example/vizyt',
    documentationUrl: 'https://modul.example/vizyt/dovidka',
    version: '2026.10',
    releaseDate: '2026-10-20',
    attestations: [{ kind: 'authorisation', number: 'АС-0217', issued: '2026-01-22', expires: '2031-01-22' }],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'no', where: 'Код лишається у постачальника' },
    holder: 'UA-EDR-99001915',
    copyrightOwner: 'ТОВ «Південний модуль»',
    basis: 'subscription',
    kind: 'non-exclusive-licence',
    license: 'LicenseRef-Vizyt-Subscription',
    licenseText:
      'Річна передплата за кількістю відділень. Орган, який передплатив сервіс, не може перепродати доступ або відкрити його іншій юридичній особі.',
    grants: [
      {
        permittedUsers: 'named-organizations',
        organizations: ['UA-EDR-99001915', 'UA-EDR-99001513', 'UA-EDR-99002493', 'UA-EDR-99002211'],
        gratuitous: false,
        from: '2026-01-01',
        to: '2026-12-31',
        seats: 26,
        conditions: {
          uk: 'Кожна названа установа укладає з постачальником власну додаткову угоду та платить за свої відділення.',
          en: 'Each named institution signs its own supplementary agreement and pays for its own branches.',
        },
        document: { title: 'Договір про передплату сервісу «Візит»', number: '3-П/26', date: '2025-12-22' },
      },
    ],
    refusal: {
      reason: 'third-party-rights',
      legalBasis: 'Договір 3-П/26, пункт 7.2',
      note: { uk: 'Права на код належать постачальникові; міськрада може поділитися лише досвідом налаштування.' },
    },
    relations: [
      { kind: 'similarTo', target: 'talon', note: { uk: 'Та сама потреба, але без керування вікнами в залі.' } },
      {
        kind: 'replaces',
        target: 'horynets-queue',
        saidBy: 'UA-EDR-99001513',
        note: {
          uk: 'Горинець перейшов на передплату після вимкнення коробкової програми.',
          en: 'Horynets subscribed after its boxed software had been switched off.',
        },
      },
    ],
    fundingSources: ['local-budget'],
    developers: [
      { organization: 'UA-EDR-99002850', name: 'ТОВ «Південний модуль»', role: 'author', from: '2021-01-01' },
    ],
    experts: [{ expert: 'fedunchak', role: 'acceptance-commission', from: '2024-11-20', to: '2024-12-06' }],
    contact: {
      role: { uk: 'Відділ організації роботи ЦНАП', en: 'Service centre operations' },
      email: 'cnap@tiasmynsk.example',
    },
    maintenance: {
      type: 'contract',
      until: '2026-12-31',
      contractors: [{ name: 'ТОВ «Південний модуль»', website: 'https://modul.example' }],
    },
  }),
  entry({
    key: 'arm-administrator',
    name: ['АРМ «Адміністратор ЦНАП»', 'Service centre administrator workplace'],
    aliases: ['Програма для адміністратора ЦНАП', 'АРМ ЦНАП'],
    short: [
      "Приймає заяви, формує справу, стежить за строками у суб'єктів надання та видає результат.",
      "Takes applications, builds the case file, watches the providers' deadlines and hands over results.",
    ],
    long: [
      `## Призначення
Єдине робоче місце адміністратора: від першої консультації до підпису заявника про отримання результату. На кожну з 240 послуг, описаних
у довіднику, заведено інформаційну й технологічну картки; зміна картки одразу змінює маршрут справи.

## Як проходить справа
1. Адміністратор сканує документи та накладає КЕП на опис.
2. Справа потрапляє суб'єктові надання; той бачить лише свої.
3. За два дні до кінця строку виконавець і його керівник отримують сповіщення.
4. Результат надходить в електронній формі або кур'єром; заявникові приходить SMS.

## Звітність
Щоквартальний звіт за формою, яку центри подають до обласної адміністрації, складається без ручного зведення.`,
      `One workplace for the administrator, from the first consultation to the signature for the result. Information and process
cards of 240 services drive the route of a case; providers see only their own cases and are warned two days before a deadline.`,
    ],
    functions: ['citizen-services.service-centre', 'citizen-services.case-tracking'],
    categories: ['workflow-management', 'digital-citizenship'],
    dk021: ['72230000-6', '48613000-8'],
    audience: { levels: ['local'], communitySizes: ['5000-10000', '10000-50000', '50000-200000'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Java', 'TypeScript'],
    databases: ['PostgreSQL', 'MinIO'],
    implements: [{ name: 'Типова технологічна картка адміністративної послуги' }],
    integrations: ['trembita', 'id-gov-ua', 'diia-signature', 'demographic-register', 'edr'],
    repository: { url: 'https://git.example.org/volyn/arm-cnap', visibility: 'restricted' },
    documentationUrl: 'https://volyn-suprovid.example/arm',
    version: '3.9',
    releaseDate: '2026-06-30',
    releases: [
      { version: '3.9', date: '2026-06-30', notes: { uk: 'Передача справ між центрами різних громад.' } },
      { version: '3.0', date: '2024-09-02' },
      { version: '2.2', date: '2022-12-12' },
    ],
    attestations: [{ kind: 'kszi', number: '90981', issued: '2023-11-01', expires: '2028-11-01' }],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'Сховище Волинської обласної служби цифрового супроводу громад' },
    holder: 'UA-EDR-99000169',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: {
      title: 'Договір про створення АРМ і передання виключних прав',
      number: '211',
      date: '2021-07-06',
    },
    license: 'LicenseRef-Volyn-Free-Use',
    licenseText:
      'Органи місцевого самоврядування Волинської області користуються програмою безоплатно; змінювати її дозволено з поверненням змін службі.',
    grants: [
      {
        permittedUsers: 'region',
        regions: ['UA07'],
        license: 'LicenseRef-Volyn-Free-Use',
        gratuitous: true,
        from: '2022-01-01',
        document: {
          title: 'Розпорядження про поширення АРМ «Адміністратор ЦНАП» у громадах',
          number: '4-р',
          date: '2021-12-20',
        },
        clause: 'п. 2',
      },
      {
        permittedUsers: 'level',
        levels: ['region'],
        license: 'LicenseRef-Volyn-Free-Use',
        gratuitous: true,
        conditions: { uk: 'Інша область розгортає комплекс на власних серверах і сама навчає персонал.' },
      },
    ],
    fundingSources: ['state-budget', 'international-aid'],
    fundedBy: [{ name: 'Фонд підтримки місцевих послуг «Аура Лок»', uri: 'https://auralok.example' }],
    developers: [
      {
        organization: 'UA-EDR-99002961',
        name: 'ТОВ «Вежа Інтегро»',
        role: 'author',
        from: '2021-07-06',
        to: '2022-12-31',
        contract: '211',
      },
      { organization: 'UA-EDR-99000169', name: 'Волиньцифросупровід', role: 'maintainer', from: '2023-01-01' },
    ],
    experts: [
      {
        expert: 'vyshnepolianska',
        role: 'business-analyst',
        from: '2021-08-01',
        to: '2022-03-31',
        affiliationThen: 'Інгулинська міська рада',
        document: 'Альбом процесів BPMN, 48 схем',
      },
      {
        expert: 'obodianska',
        role: 'informatization-expert',
        from: '2021-05-17',
        to: '2021-06-04',
        affiliationThen: 'ДП «ЦСДР»',
        conflictOfInterest:
          'До 2019 року працювала в товаристві, яке згодом стало розробником; службу повідомлено листом.',
      },
    ],
    contact: {
      role: { uk: 'Сектор супроводу центрів', en: 'Service centres support' },
      email: 'digital@volyn-suprovid.example',
    },
    maintenance: { type: 'internal' },
  }),
  entry({
    key: 'de-sprava',
    name: ['Де моя справа?', 'Where is my case?'],
    short: [
      'Сторінка, на якій за номером звернення видно, в кого справа й коли чекати відповіді.',
      'A page that tells by case number who is handling it and when to expect a reply.',
    ],
    long: [
      `Невеликий модуль поверх АРМ адміністратора. Номер справи й останні чотири цифри телефону — цього досить, щоб побачити ланцюжок
кроків із датами. Прізвищ і змісту документів сторінка не показує.`,
      'A small page over the desk of the administrator: the case number and four digits of a telephone open the chain of steps with dates. Names and papers stay hidden.',
    ],
    features: {
      uk: ['Ланцюжок кроків із датами', 'Доступ за номером справи', 'Приховування прізвищ'],
      en: ['Steps with dates', 'Look-up by case number', 'Hidden names'],
    },
    functions: ['citizen-services.case-tracking'],
    categories: ['digital-citizenship'],
    audience: { levels: ['local', 'citizen'] },
    softwareType: 'addon',
    platforms: ['web'],
    developmentStatus: 'beta',
    lifecycleStage: 'development',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['TypeScript'],
    repository: { url: 'https://git.example.org/stokhodynsk/de-sprava', visibility: 'public' },
    demoUrl: 'https://stokhodynsk.example/de-sprava',
    version: '0.7.0',
    releaseDate: '2026-10-05',
    personalData: 'processed',
    holder: 'UA-EDR-99000717',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'MIT',
    grants: [{ permittedUsers: 'anyone', license: 'MIT', gratuitous: true }],
    relations: [{ kind: 'partOfSuite', target: 'arm-administrator' }],
    fundingSources: ['local-budget'],
    contact: {
      role: { uk: 'Відділ цифрових послуг', en: 'Digital services unit' },
      email: 'digital@stokhodynsk.example',
    },
    maintenance: { type: 'internal' },
  }),
  entry({
    key: 'contact-1580',
    name: ['Міський контакт-центр 15-80', 'City contact centre 15-80'],
    aliases: ['1580', 'гаряча лінія Самариці'],
    short: [
      "Реєстрація дзвінків про аварії та благоустрій, наряди службам і зворотний зв'язок із заявником.",
      'Logs calls about breakdowns and streets, dispatches crews and reports back to the caller.',
    ],
    long: [
      `Оператор бачить на карті, чи не заявляли вже про той самий прорив або повалене дерево, і приєднує дзвінок до наявного наряду.
Диспетчери водоканалу, тепломережі та дорожників працюють у своїх стрічках. Закрити наряд без фотографії неможливо.

Щоранку заступники голови отримують зведення: прострочене, повторне, найгучніші адреси.

* телефонія на базі відкритої АТС;
* запис розмов зберігається 90 днів;
* заявки з мобільного застосунку й чат-бота падають у ту саму чергу.`,
      `Operators see on the map whether the same burst pipe or fallen tree has already been reported and join the call to the open
order. Utilities work in their own feeds; an order cannot be closed without a photograph.`,
    ],
    functions: ['citizen-services.contact-centre', 'participation.appeals'],
    categories: ['help-desk', 'call-center-management', 'crm'],
    dk021: ['48445000-9', '79512000-6'],
    audience: { levels: ['local', 'enterprise'], communitySizes: ['over-200000'] },
    softwareType: 'standalone/web',
    platforms: ['web', 'android'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Python', 'JavaScript'],
    databases: ['PostgreSQL', 'PostGIS', 'Redis'],
    integrations: ['open-data-portal', 'other'],
    dependsOn: {
      open: [{ name: 'Asterisk', versionMin: '18' }],
      proprietary: [{ name: "Пакет SMS-повідомлень оператора зв'язку", optional: true }],
    },
    repository: { url: 'https://git.example.org/scit/1580', visibility: 'restricted' },
    landingUrl: 'https://samarytsia.example/1580',
    version: '7.4',
    releaseDate: '2026-08-01',
    releases: [
      { version: '7.4', date: '2026-08-01' },
      { version: '6.0', date: '2023-03-15' },
      { version: '3.0', date: '2018-11-19' },
    ],
    attestations: [{ kind: 'kszi', number: '90455', issued: '2019-06-14', expires: '2024-06-14' }],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'КП «СЦІТ»' },
    holder: 'UA-EDR-99002518',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'LicenseRef-SCIT-Municipal',
    licenseText:
      'Комунальне підприємство дозволяє органам місцевого самоврядування встановити один екземпляр контакт-центру для власної громади.',
    grants: [
      {
        permittedUsers: 'level',
        levels: ['community'],
        gratuitous: false,
        from: '2023-01-01',
        conditions: {
          uk: 'Плата — собівартість розгортання за калькуляцією підприємства; сам код не оцінюється.',
          en: "The charge is the cost of installation by the enterprise's calculation; the code itself is free.",
        },
        document: { title: 'Наказ КП «СЦІТ» про тарифи на супровід', number: '33', date: '2022-12-19' },
      },
    ],
    fundingSources: ['local-budget', 'enterprise-revenue'],
    developers: [{ organization: 'UA-EDR-99002518', name: 'КП «СЦІТ»', role: 'author', from: '2016-02-01' }],
    contact: {
      role: { uk: 'Служба підтримки підприємства', en: 'Enterprise support desk' },
      email: 'support@scit.example',
    },
    maintenance: { type: 'internal' },
  }),
  entry({
    key: 'vidlunnia',
    name: ['«Відлуння»: облік звернень громадян', "Vidlunnia citizens' requests"],
    aliases: ['Відлуння', 'журнал звернень'],
    short: [
      'Реєструє заяви, скарги та пропозиції за законом про звернення, рахує строки й готує річну статистику.',
      'Registers applications, complaints and proposals under the law, counts deadlines and prepares yearly statistics.',
    ],
    long: [
      `Письмові, усні та електронні звернення потрапляють до однієї картотеки. Класифікатор питань збігається з урядовим, тому зведення
для області не доводиться перекодовувати вручну. Повторне звернення програма впізнає за заявником і темою, анонімне позначає окремо.

Особистий прийом має власний розклад; протокол прийому друкується зі списком доручень.`,
      'Letters, visits and e-mails share one card file whose classifier follows the government list. Repeated requests are recognised by applicant and subject.',
    ],
    features: {
      uk: ['Єдина картотека письмових і усних звернень', 'Урядовий класифікатор питань', 'Розклад особистого прийому'],
      en: ['One card file for all channels', 'Government classifier', 'Reception timetable'],
    },
    functions: ['citizen-services.requests'],
    categories: ['document-management', 'crm'],
    dk021: ['48613000-8'],
    audience: {
      levels: ['local', 'regional', 'institution'],
      communitySizes: ['under-5000', '5000-10000', '10000-50000'],
    },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['PHP'],
    databases: ['MariaDB'],
    standards: [{ name: 'Класифікатор звернень громадян, постанова КМУ № 858' }],
    repository: { url: 'https://git.example.org/sevastopol-office/vidlunnia', visibility: 'public' },
    version: '1.11',
    releaseDate: '2025-12-09',
    releases: [
      { version: '1.11', date: '2025-12-09', sbomUrl: 'https://git.example.org/sevastopol-office/vidlunnia/sbom.json' },
    ],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes' },
    holder: 'UA-EDR-99000614',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'AGPL-3.0-or-later',
    grants: [{ permittedUsers: 'anyone', license: 'AGPL-3.0-or-later', gratuitous: true, from: '2023-05-01' }],
    fundingSources: ['state-budget'],
    contact: { role: { uk: 'Приймальня', en: 'Reception' }, email: 'reception@sevastopol-office.example' },
    maintenance: { type: 'internal' },
  }),
  entry({
    key: 'porih',
    name: ['Портал місцевих послуг «Поріг»', 'Porih local services portal'],
    short: [
      'Замовлення муніципальних послуг з дому: заяви, довідки, картка мешканця, історія звернень.',
      'Municipal services from home: applications, certificates, resident card and history.',
    ],
    long: [
      `«Поріг» об'єднує кабінет мешканця і конструктор форм. Нову послугу створює не програміст, а працівник відділу: складає поля, додає
правила перевірки, вказує, які відомості підтягнути через Трембіту, і публікує після погодження юристом.

У каталозі 63 форми, зокрема:

- довідка про склад зареєстрованих осіб;
- ордер на порушення благоустрою;
- звіт про використання допомоги на лікування;
- бронювання спортивної зали в комунальній школі.

Кожну форму можна вивантажити одним файлом і завантажити в іншій громаді.`,
      `Porih joins a resident's account with a form builder. A clerk, not a programmer, makes a new service: lays out fields, adds
checks, names the data to fetch through Trembita and publishes after a lawyer has approved. Any of the 63 forms can be exported as one
file and loaded in another community.`,
    ],
    features: {
      uk: [
        'конструктор форм без програмування',
        'обмін формами між громадами',
        'кабінет мешканця',
        'підпис заяви КЕП або Дія.Підписом',
      ],
      en: ['form builder', 'exchange of forms', 'resident account', 'signing of applications'],
    },
    functions: ['citizen-services.e-services'],
    categories: ['digital-citizenship', 'workflow-management'],
    dk021: ['72230000-6', '72212220-7'],
    audience: {
      levels: ['local', 'citizen', 'business'],
      communitySizes: ['50000-200000', 'over-200000'],
      countries: ['UA'],
    },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en', 'bg', 'ro'],
    localisationReady: true,
    programmingLanguages: ['C#', 'TypeScript'],
    databases: ['PostgreSQL', 'Elasticsearch'],
    standards: [{ name: 'WCAG 2.1 AA', url: 'https://www.w3.org/TR/WCAG21/' }],
    integrations: ['trembita', 'id-gov-ua', 'diia-signature', 'treasury', 'demographic-register'],
    dependsOn: {
      open: [
        { name: '.NET', version: '8' },
        { name: 'Keycloak', versionMin: '24' },
      ],
    },
    repository: { url: 'https://git.example.org/khvylehrad/porih', visibility: 'public' },
    landingUrl: 'https://porih.khvylehrad.example',
    documentationUrl: 'https://porih.khvylehrad.example/docs',
    apiUrl: 'https://porih.khvylehrad.example/api',
    demoUrl: 'https://demo.porih.khvylehrad.example',
    version: '5.1.0',
    releaseDate: '2026-07-14',
    releases: [
      { version: '5.1.0', date: '2026-07-14', sbomUrl: 'https://porih.khvylehrad.example/sbom/5.1.0.cdx.json' },
      {
        version: '5.0.0',
        date: '2025-12-01',
        notes: { uk: 'Новий конструктор, зворотна сумісність із формами четвертої версії.' },
      },
      { version: '4.3.2', date: '2024-05-23' },
    ],
    attestations: [{ kind: 'authorisation', number: 'АС-0164', issued: '2025-10-02', expires: '2030-10-02' }],
    accessibilityStatementUrl: 'https://porih.khvylehrad.example/accessibility',
    personalData: 'processed',
    sourceDeposit: {
      handedOver: 'yes',
      where: 'Публічний репозиторій і депозит у державному підприємстві «Центр супроводу державних реєстрів»',
    },
    holder: 'UA-EDR-99001393',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: {
      title: 'Додаткова угода про відчуження майнових прав на портал',
      number: '4',
      date: '2024-06-11',
    },
    license: 'Apache-2.0',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'Apache-2.0',
        gratuitous: true,
        from: '2024-07-01',
        document: { title: 'Ухвала «Про відкриту ліцензію на портал «Поріг»»', number: '1187', date: '2024-06-27' },
        clause: 'пп. 1, 3',
      },
    ],
    fundingSources: ['local-budget', 'international-aid'],
    fundedBy: [{ name: 'Північне цифрове партнерство', uri: 'https://northern-digital.example' }],
    programme: { uk: "Комплексна програма «Хвилеград на зв'язку»", en: 'Khvylehrad Online programme' },
    developers: [
      {
        organization: 'UA-EDR-99003245',
        name: "ТОВ «Дев'ята лінія»",
        role: 'author',
        from: '2022-09-01',
        to: '2024-06-30',
        contract: '19-Ц/2022',
      },
      {
        organization: 'UA-EDR-99002949',
        name: 'ТОВ «Сім вітрів Дата»',
        role: 'subcontractor',
        from: '2023-02-01',
        to: '2023-11-30',
      },
      { organization: 'UA-EDR-99002850', name: 'ТОВ «Південний модуль»', role: 'maintainer', from: '2024-09-01' },
    ],
    experts: [
      {
        expert: 'pasikivskyi',
        role: 'technical-administrator',
        from: '2024-06-01',
        affiliationThen: 'ДП «ЦСДР»',
        document: 'Угода про технічне адміністрування',
      },
      {
        expert: 'smerechanska',
        role: 'intellectual-property-valuer',
        from: '2024-04-02',
        to: '2024-05-28',
        document: 'Правовий висновок щодо переходу майнових прав',
      },
    ],
    contact: {
      role: { uk: 'Департамент цифрової трансформації', en: 'Digital transformation department' },
      email: 'it@khvylehrad.example',
    },
    maintenance: {
      type: 'contract',
      until: '2028-08-31',
      contractors: [{ name: 'ТОВ «Південний модуль»', website: 'https://modul.example', until: '2028-08-31' }],
    },
  }),
  entry({
    key: 'valiza',
    state: 'submitted',
    name: ['«Валіза»: виїзний адміністратор', 'Valiza mobile administrator'],
    short: [
      "Планшетний застосунок для прийому заяв удома в маломобільних людей; працює без зв'язку.",
      'A tablet app for taking applications at the homes of people with limited mobility; works offline.',
    ],
    functions: ['citizen-services.service-centre'],
    softwareType: 'standalone/mobile',
    platforms: ['android'],
    developmentStatus: 'development',
    lifecycleStage: 'development',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Kotlin'],
    databases: ['SQLite'],
    personalData: 'processed',
    holder: 'UA-EDR-99000264',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    relations: [
      {
        kind: 'usesComponent',
        target: 'arm-administrator',
        note: { uk: 'Зібрані в дорозі справи передаються до АРМ після повернення.' },
      },
    ],
    fundingSources: ['international-aid'],
    developers: [{ organization: 'UA-EDR-99002895', name: 'ТДВ «Карпатпрограма»', role: 'author', from: '2026-04-01' }],
  }),
]
