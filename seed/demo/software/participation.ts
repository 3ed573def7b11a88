import { entry } from '../entry.ts'
import type { DemoSoftware } from '../shape.ts'

/** Petitions, participatory budgets, consultations and the work of councils. */
export const PARTICIPATION_SOFTWARE: readonly DemoSoftware[] = [
  entry({
    key: 'holos-samarytsi',
    name: ['Електронні петиції Самариці', 'Samarytsia e-petitions'],
    aliases: ['е-петиції Самарицької міськради', 'petytsii'],
    short: [
      'Подання петицій до міської ради, модерація, збір підписів і публікація відповіді голови.',
      "Filing petitions to the city council, moderation, signature collection and the mayor's reply.",
    ],
    long: [
      `Автор петиції входить через id.gov.ua, пише суть і просить підтримки. Модератор має два робочі дні, щоб або відкрити збір, або
вказати пункт статуту, якому текст суперечить; мовчання система трактує як згоду й публікує петицію сама.

Підписати можна один раз, відкликати підпис — до завершення збору. Перевірка місця проживання іде через реєстр громади, причому
портал дізнається тільки «так» або «ні».

Набравши 500 голосів, петиція потрапляє до порядку денного профільної комісії разом зі строком розгляду.`,
      `A petitioner signs in through id.gov.ua. Moderators have two working days to open the collection or to name the article of the
charter that the text breaks; silence counts as consent. Residence is confirmed as a plain yes or no.`,
    ],
    features: {
      uk: [
        'перевірка мешканця без передання адреси',
        'вебвіджет лічильника підписів',
        'вивантаження підписних листів для комісії',
      ],
      en: ['Sign-in through id.gov.ua', 'Moderation with reasons', 'Counting of signatures'],
    },
    functions: ['participation.petitions'],
    categories: ['digital-citizenship', 'online-community'],
    dk021: ['72212220-7', '72230000-6'],
    audience: { levels: ['local', 'citizen'], communitySizes: ['50000-200000', 'over-200000'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Ruby'],
    databases: ['PostgreSQL'],
    integrations: ['id-gov-ua', 'trembita'],
    repository: { url: 'https://git.example.org/samarytsia/petytsii', visibility: 'public' },
    landingUrl: 'https://petytsii.samarytsia.example',
    documentationUrl: 'https://git.example.org/samarytsia/petytsii/wiki',
    version: '3.6.0',
    releaseDate: '2026-04-17',
    releases: [
      { version: '3.6.0', date: '2026-04-17', sbomUrl: 'https://petytsii.samarytsia.example/sbom.spdx.json' },
      { version: '3.0.0', date: '2023-10-30' },
      { version: '1.2.0', date: '2018-02-05' },
    ],
    accessibilityStatementUrl: 'https://petytsii.samarytsia.example/dostupnist',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'git-сховище департаменту' },
    holder: 'UA-EDR-99000755',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: { title: 'Акт про перехід виключних прав на модуль петицій', number: '9/IV', date: '2018-01-29' },
    license: 'AGPL-3.0-or-later',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'AGPL-3.0-or-later',
        gratuitous: true,
        from: '2020-03-01',
        conditions: {
          uk: 'Хто змінює портал і відкриває його для людей, публікує свої зміни.',
          en: 'Whoever runs a changed portal publishes the changes.',
        },
      },
    ],
    fundingSources: ['local-budget'],
    programme: { uk: 'Цільова програма електронної демократії міста' },
    developers: [
      {
        organization: 'UA-EDR-99002949',
        name: 'ТОВ «Сім вітрів Дата»',
        role: 'author',
        from: '2017-09-01',
        to: '2018-01-31',
        contract: '114-Е',
      },
    ],
    contact: {
      role: { uk: 'Департамент цифрового розвитку', en: 'Digital development department' },
      email: 'digital@samarytsia.example',
    },
    maintenance: { type: 'internal' },
  }),
  entry({
    key: 'pidpysy',
    name: ['Підпишусь', 'Pidpyshus petition module'],
    short: [
      'Модуль петицій для сайту невеликої громади з паперовими й електронними підписами разом.',
      'A petition module for the site of a small community that counts paper and electronic signatures together.',
    ],
    long: `У селах підписи часто збирають на сходах, тому модуль уміє додавати скановані листи: секретар вносить кількість підтверджених
прізвищ, а скан лишається в закритій частині. Поріг і строки задає статут кожної ради.`,
    functions: ['participation.petitions'],
    categories: ['digital-citizenship'],
    audience: { levels: ['local'], communitySizes: ['under-5000', '5000-10000'] },
    softwareType: 'addon',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['PHP'],
    databases: ['MySQL'],
    integrations: ['id-gov-ua'],
    repository: { url: 'https://git.example.org/kod-hromady/pidpyshus', visibility: 'public' },
    version: '1.8',
    releaseDate: '2025-09-10',
    personalData: 'processed',
    holder: 'UA-EDR-99003417',
    basis: 'open-source',
    kind: 'open-source',
    license: 'GPL-3.0-or-later',
    grants: [{ permittedUsers: 'anyone', license: 'GPL-3.0-or-later', gratuitous: true }],
    relations: [
      {
        kind: 'similarTo',
        target: 'holos-samarytsi',
        note: { uk: 'Розраховано на меншу громаду: немає власного кабінету, вхід через сайт ради.' },
      },
    ],
    fundingSources: ['civic'],
    civic: true,
    usedBy: ['Кленопільська сільська рада', 'Росавська сільська рада', 'Озеринецька селищна рада'],
    developers: [{ organization: 'UA-EDR-99003417', name: 'ГО «Код громади»', role: 'author', from: '2021-03-01' }],
    contact: {
      role: { uk: 'Координатор каталогу', en: 'Catalogue coordinator' },
      email: 'catalogue@kod-hromady.example',
    },
    maintenance: { type: 'community' },
  }),
  entry({
    key: 'toloka',
    name: ['«Толока» — бюджет участі', 'Toloka participatory budget'],
    aliases: ['Толока', 'громадський бюджет', 'партиципаторний бюджет'],
    short: [
      'Від подання проєкту до звіту про реалізацію: експертиза, голосування, підрахунок переможців.',
      'From a project idea to the report on its delivery: appraisal, voting and counting of winners.',
    ],
    long: [
      `## Етапи
Команда описує ідею та кошторис за цінами довідника, депутатська група перевіряє землю й повноваження, мешканці голосують, а переможців
визначає алгоритм «рівних часток» або звичайне рейтингування — це обирає громада в налаштуваннях.

## Прозорість
Кожен відхилений проєкт має підписаний висновок. Сумарний протокол голосування можна перерахувати самостійно: знеособлений файл бюлетенів
відкрито з контрольною сумою.

## Після голосування
Виконавці щокварталу завантажують світлини та рахунки, сторінка проєкту показує, скільки вже витрачено.`,
      `Teams describe an idea and its costs, officials check land and powers, residents vote, and winners are chosen either by the
method of equal shares or by plain ranking. Anonymised ballots are open with a checksum so that anybody can count again.`,
    ],
    features: {
      uk: [
        'два методи підрахунку',
        'паперові бюлетені в бібліотеках',
        'карта проєктів',
        'щоквартальна звітність виконавців',
      ],
      en: ['two counting methods', 'paper ballots in libraries', 'project map'],
    },
    functions: ['participation.budget'],
    categories: ['digital-citizenship', 'budgeting', 'survey'],
    dk021: ['72230000-6'],
    audience: {
      levels: ['local', 'regional', 'citizen'],
      communitySizes: ['10000-50000', '50000-200000', 'over-200000'],
      countries: ['UA'],
    },
    softwareType: 'standalone/web',
    platforms: ['web', 'android'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    localisationReady: true,
    logo: 'https://toloka.yasenohir.example/logo.svg',
    screenshots: ['https://toloka.yasenohir.example/img/vote.png'],
    videos: ['https://toloka.yasenohir.example/video/how-to-vote.mp4'],
    awards: ['Відзнака конкурсу «Громада онлайн», 2023'],
    programmingLanguages: ['TypeScript'],
    databases: ['PostgreSQL'],
    standards: [{ name: 'Pabulib .pb, формат даних голосувань' }],
    integrations: ['id-gov-ua', 'diia-signature', 'open-data-portal', 'trembita'],
    dependsOn: {
      open: [
        { name: 'Node.js', versionMin: '20' },
        { name: 'PostgreSQL', versionMin: '15' },
      ],
    },
    repository: { url: 'https://git.example.org/yasenohir/toloka', visibility: 'public' },
    landingUrl: 'https://toloka.yasenohir.example',
    documentationUrl: 'https://toloka.yasenohir.example/docs',
    apiUrl: 'https://toloka.yasenohir.example/api/v2',
    demoUrl: 'https://toloka-demo.yasenohir.example',
    roadmapUrl: 'https://git.example.org/yasenohir/toloka/milestones',
    version: '2026.1',
    releaseDate: '2026-01-12',
    releases: [
      {
        version: '2026.1',
        date: '2026-01-12',
        notes: {
          uk: 'Метод рівних часток із доповненням, новий друкований бюлетень.',
          en: 'Equal shares with completion; new paper ballot.',
        },
        sbomUrl: 'https://toloka.yasenohir.example/sbom/2026.1.json',
      },
      { version: '2025.1', date: '2025-01-20', sbomUrl: 'https://toloka.yasenohir.example/sbom/2025.1.json' },
      { version: '2020.2', date: '2020-06-02' },
    ],
    attestations: [{ kind: 'kszi', number: '91102', issued: '2025-01-31', expires: '2030-01-31' }],
    accessibilityStatementUrl: 'https://toloka.yasenohir.example/accessibility',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'Відкритий репозиторій' },
    holder: 'UA-EDR-99001068',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    transferDocument: {
      title: 'Службове завдання головному програмістові на створення «Толоки»',
      number: '2',
      date: '2019-08-05',
    },
    license: 'EUPL-1.2',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'EUPL-1.2',
        gratuitous: true,
        from: '2020-06-02',
        document: { title: 'Розпорядження голови про ліцензування «Толоки»', number: '77-р', date: '2020-05-28' },
        clause: 'п. 4',
      },
    ],
    fundingSources: ['local-budget'],
    fundedBy: [{ name: 'Ясеногірська міська рада', uri: 'https://yasenohir.example' }],
    programme: { uk: 'Положення про громадський бюджет Ясеногора, розділ «Технічне забезпечення»' },
    developers: [
      { organization: 'UA-EDR-99001068', name: 'Ясеногірська міська рада', role: 'author', from: '2019-08-05' },
    ],
    experts: [
      {
        expert: 'tserkovniak',
        role: 'independent-supervision',
        from: '2025-12-01',
        to: '2026-01-10',
        affiliationThen: 'ГО «Код громади»',
        document: 'Звіт про незалежний перерахунок бюлетенів',
      },
    ],
    contact: {
      role: { uk: 'Керівник з питань цифрового розвитку (CDTO)', en: 'Chief digital transformation officer' },
      email: 'digital@yasenohir.example',
    },
    maintenance: { type: 'internal' },
  }),
  entry({
    key: 'shkilna-toloka',
    name: ['Шкільна толока', 'School toloka'],
    short: [
      'Бюджет участі для учнів: клас подає задум, школа голосує, гроші надходять із резерву освіти.',
      'Participatory budgeting for pupils: a class proposes, the school votes, the education reserve pays.',
    ],
    long: [
      `Спрощена «Толока» для вікової групи 12–17 років. Учень голосує за одноразовим кодом, що його роздає класний керівник; облікових
записів і пошти немає зовсім, отже й персональних даних дітей портал не накопичує.`,
      'Pupils aged 12 to 17 vote with one-time codes from their class teacher. There are no accounts, so the portal gathers no data on children.',
    ],
    features: {
      uk: ['Одноразові коди для голосування', 'Пропозиції від класів', 'Робота без облікових записів'],
      en: ['One-time voting codes', 'Proposals by classes', 'No accounts'],
    },
    functions: ['participation.budget', 'education.school'],
    categories: ['digital-citizenship', 'survey'],
    audience: { levels: ['local', 'institution'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'beta',
    lifecycleStage: 'development',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['TypeScript'],
    databases: ['SQLite'],
    repository: { url: 'https://git.example.org/cheremoshany/shkilna-toloka', visibility: 'public' },
    version: '0.4',
    releaseDate: '2026-05-29',
    personalData: 'not-processed',
    sourceDeposit: { handedOver: 'yes' },
    holder: 'UA-EDR-99001967',
    basis: 'open-source',
    kind: 'open-source',
    license: 'EUPL-1.2',
    grants: [{ permittedUsers: 'anyone', license: 'EUPL-1.2', gratuitous: true }],
    relations: [
      {
        kind: 'variantOf',
        target: 'toloka',
        note: {
          uk: 'Вхід за кодом замість id.gov.ua, один тур, без карти та паперових бюлетенів.',
          en: 'Codes instead of id.gov.ua, one round, no map.',
        },
      },
    ],
    fundingSources: ['local-budget'],
    contact: {
      role: { uk: 'Відділ освіти та молоді', en: 'Education and youth' },
      email: 'digital@cheremoshany.example',
    },
    maintenance: { type: 'community' },
  }),
  entry({
    key: 'porada',
    name: ['Платформа консультацій «Порада»', 'Porada consultation platform'],
    short: [
      'Публічні обговорення проєктів актів: зауваження до абзаців, опитування, звіт про враховане.',
      'Public consultations on drafts: comments on paragraphs, surveys and a report on what was accepted.',
    ],
    long: [
      `Документ розбивається на абзаци, біля кожного — своя гілка зауважень. Відповідальний працівник до кожного зауваження ставить
позначку «враховано», «частково» чи «відхилено» й пише чому; без цього закрити консультацію не вийде.

Для непідготовленого читача команда додає стислий виклад простою мовою та три-чотири запитання.`,
      `A draft is split into paragraphs, each with its own thread. An official marks every comment as accepted, partly accepted or
declined and says why; otherwise the consultation cannot be closed.`,
    ],
    functions: ['participation.consultations'],
    categories: ['survey', 'digital-citizenship', 'collaboration'],
    dk021: ['72212783-1'],
    audience: { levels: ['central', 'regional', 'local'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    programmingLanguages: ['Python'],
    databases: ['PostgreSQL'],
    integrations: ['id-gov-ua'],
    repository: { url: 'https://git.example.org/nksk/porada', visibility: 'restricted' },
    version: '2.3',
    releaseDate: '2025-08-19',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'Фонд алгоритмів комісії' },
    holder: 'UA-EDR-99000152',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: { title: 'Державний контракт на розроблення «Поради»', number: 'ДК-6/2023', date: '2023-04-10' },
    license: 'LicenseRef-NKSK-State-Use',
    licenseText:
      'Платформою безоплатно користуються центральні органи виконавчої влади. Вихідний код надається на письмове прохання.',
    grants: [
      {
        permittedUsers: 'state-authorities',
        license: 'LicenseRef-NKSK-State-Use',
        gratuitous: true,
        from: '2024-01-01',
        document: { title: 'Наказ комісії про порядок надання «Поради»', number: '118', date: '2023-12-14' },
        clause: 'додаток 1',
      },
    ],
    fundingSources: ['state-budget'],
    developers: [
      {
        organization: 'UA-EDR-99003245',
        name: "ТОВ «Дев'ята лінія»",
        role: 'author',
        from: '2023-04-10',
        to: '2023-12-20',
        contract: 'ДК-6/2023',
      },
    ],
    maintenance: { type: 'contract', until: '2026-12-31', contractors: [{ name: "ТОВ «Дев'ята лінія»" }] },
  }),
  entry({
    key: 'susidka',
    name: ['Чат-бот «Сусідка»', 'Susidka chat-bot'],
    aliases: ['віртуальна помічниця Рудоброда', 'бот МЦС'],
    short: [
      'Відповідає в месенджерах про відключення, вивіз сміття, графік лікарів і приймає повідомлення про ями.',
      "Answers in messengers about outages, waste collection and doctors' hours and takes reports of potholes.",
    ],
    long: `«Сусідка» знає вулицю мешканця (не квартиру) й надсилає тільки те, що його стосується. Відповіді пише редактор у таблиці, тож
нове питання з'являється в боті за кілька хвилин без участі розробника. Якщо бот двічі не зрозумів, розмову підхоплює оператор у робочі години.`,
    features: { uk: ['розсилка за вулицями', 'передавання розмови операторові', 'таблиця відповідей для редактора'] },
    functions: ['publicity.chatbot', 'citizen-services.contact-centre'],
    categories: ['instant-messaging', 'communications'],
    audience: { levels: ['local', 'citizen'], communitySizes: ['50000-200000'] },
    softwareType: 'standalone/backend',
    platforms: ['linux'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Python'],
    databases: ['MongoDB'],
    repository: { url: 'https://git.example.org/mcs-rudobrid/susidka', visibility: 'public' },
    version: '2.1.4',
    releaseDate: '2026-09-28',
    personalData: 'processed',
    holder: 'UA-EDR-99002566',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'BSD-2-Clause',
    grants: [{ permittedUsers: 'anyone', license: 'BSD-2-Clause', gratuitous: true }],
    fundingSources: ['enterprise-revenue'],
    developers: [{ organization: 'UA-EDR-99002566', name: 'КП «МЦС»', role: 'author', from: '2022-01-10' }],
    contact: { role: { uk: 'Диспетчерська служба', en: 'Dispatch service' }, email: 'dispatch@mcs-rudobrid.example' },
    maintenance: { type: 'internal' },
  }),
  entry({
    key: 'poimenno',
    name: ['Система поіменного голосування «Поіменно»', 'Poimenno roll-call voting'],
    aliases: ['рада голос', 'пульти депутатів'],
    short: [
      'Реєстрація депутатів, голосування з планшетів, таблиця результатів і протокол сесії.',
      'Registration of councillors, voting from tablets, the results table and the minutes.',
    ],
    long: [
      `Головуючий веде порядок денний, депутати голосують на службових планшетах у залі або, за рішенням ради, віддалено з підтвердженням
через КЕП. Результат кожного пункту з'являється на екрані та за хвилину — на сайті у машиночитному вигляді.

Секретар отримує чернетку протоколу, де вже є час виступів, почуті пропозиції та розклад голосів за фракціями.`,
      `The chair runs the agenda; councillors vote on tablets in the hall or, if the council so decides, remotely with a qualified
signature. Results are on the site within a minute in machine-readable form.`,
    ],
    functions: ['participation.council'],
    categories: ['event-management', 'video-conferencing'],
    dk021: ['48515000-1', '72230000-6'],
    audience: { levels: ['local', 'regional'], communitySizes: ['10000-50000', '50000-200000', 'over-200000'] },
    softwareType: 'standalone/desktop',
    platforms: ['windows', 'android'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['C#', 'Kotlin'],
    databases: ['Microsoft SQL Server'],
    integrations: ['diia-signature', 'open-data-portal'],
    dependsOn: {
      proprietary: [{ name: 'Microsoft SQL Server', versionMin: '2019' }],
      hardware: [{ name: 'Планшет 10 дюймів, один на депутата' }],
    },
    version: '5.0.3',
    releaseDate: '2024-11-22',
    releases: [
      { version: '5.0.3', date: '2024-11-22' },
      { version: '4.1', date: '2022-05-16' },
    ],
    attestations: [
      { kind: 'kszi', number: '90620', issued: '2021-04-01', expires: '2026-04-01' },
      { kind: 'expert-conclusion', number: '04/05/02-9141', issued: '2021-02-18' },
    ],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'no' },
    holder: 'UA-EDR-99001298',
    copyrightOwner: 'ТОВ «Вежа Інтегро»',
    basis: 'licence',
    kind: 'non-exclusive-licence',
    license: 'LicenseRef-Poimenno-50',
    licenseText:
      'Невиключна ліцензія на 50 депутатських місць. Перенесення до іншої ради потребує згоди правовласника.',
    grants: [
      {
        permittedUsers: 'holder-only',
        gratuitous: false,
        from: '2021-03-10',
        to: '2027-03-10',
        seats: 50,
        territory: 'зала засідань Стриянецької міської ради',
        document: { title: 'Договір постачання системи голосування', number: '07-03/21', date: '2021-03-10' },
        clause: '2.4',
      },
    ],
    fundingSources: ['local-budget'],
    developers: [
      {
        organization: 'UA-EDR-99002961',
        name: 'ТОВ «Вежа Інтегро»',
        role: 'author',
        from: '2021-03-10',
        contract: '07-03/21',
      },
    ],
    experts: [{ expert: 'topolchuk', role: 'security-auditor', from: '2021-02-01', to: '2021-03-05' }],
    contact: { role: { uk: 'Секретаріат ради', en: 'Council secretariat' }, email: 'digital@stryianets.example' },
    maintenance: {
      type: 'contract',
      until: '2027-03-10',
      contractors: [{ name: 'ТОВ «Вежа Інтегро»', website: 'https://vezha-integro.example' }],
    },
  }),
  entry({
    key: 'sesiia-online',
    name: ['«Сесія»: підготовка засідань ради', 'Sesiia council meeting preparation'],
    short: [
      'Проєкти рішень, погодження відділами, висновки комісій, порядок денний і розсилка депутатам.',
      'Draft decisions, departmental approval, committee opinions, agenda and mailing to councillors.',
    ],
    long: [
      `Проєкт рішення мусить відлежати на сайті десять робочих днів — програма не пустить його до порядку денного раніше, хіба що як
невідкладний, із зазначенням підстави. Порівняння редакцій показує правки комісій кольором.

Після сесії прийнятий текст отримує номер і йде на підпис голові, а карта голосування підвантажується з табло.

| Роль | Що бачить |
|---|---|
| депутат | матеріали та власні правки |
| комісія | висновки, протоколи |
| відділ | погодження |`,
      'A draft must lie on the site for ten working days before reaching the agenda unless its urgency is argued. Coloured comparisons show what committees amended.',
    ],
    features: {
      uk: ['Контроль строку оприлюднення проєкту', 'Кольорове порівняння редакцій', 'Розсилання депутатам'],
      en: ['Publication term control', 'Coloured comparison', 'Mailing to councillors'],
    },
    functions: ['participation.council', 'documents.council-acts'],
    categories: ['document-management', 'event-management', 'workflow-management'],
    dk021: ['48311100-2'],
    audience: { levels: ['local'], communitySizes: ['10000-50000', '50000-200000'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Java'],
    databases: ['PostgreSQL'],
    repository: { url: 'https://git.example.org/smotrynsk/sesiia', visibility: 'public' },
    documentationUrl: 'https://smotrynsk.example/sesiia/instruktsiia',
    version: '1.5',
    releaseDate: '2026-03-06',
    releases: [
      { version: '1.5', date: '2026-03-06' },
      { version: '1.0', date: '2024-02-01' },
    ],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'Репозиторій ради' },
    holder: 'UA-EDR-99001849',
    basis: 'commissioned-work',
    kind: 'shared',
    transferDocument: { title: 'Угода про спільне володіння правами на «Сесію»', number: 'б/н', date: '2024-01-25' },
    license: 'MPL-2.0',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'MPL-2.0',
        gratuitous: true,
        from: '2024-02-01',
        document: { title: 'Угода про спільне володіння', date: '2024-01-25' },
        clause: '5.1',
      },
    ],
    relations: [
      {
        kind: 'usesComponent',
        target: 'poimenno',
        note: { uk: 'Карта голосів надходить файлом; інші системи голосування підключаються так само.' },
      },
    ],
    fundingSources: ['local-budget', 'civic'],
    developers: [
      {
        organization: 'UA-EDR-99003191',
        name: 'ТДВ «Електронік-Супровід»',
        role: 'author',
        from: '2023-06-01',
        to: '2024-01-31',
      },
      {
        organization: 'UA-EDR-99003340',
        name: "ГО «Відкрите подвір'я»",
        role: 'subcontractor',
        from: '2023-08-01',
        to: '2023-12-15',
      },
    ],
    contact: {
      role: { uk: 'Відділ забезпечення діяльності ради', en: 'Council support office' },
      email: 'digital@smotrynsk.example',
    },
    maintenance: {
      type: 'contract',
      until: '2027-01-31',
      contractors: [{ name: 'ТДВ «Електронік-Супровід»', until: '2027-01-31' }],
    },
  }),
  entry({
    key: 'molodizhna-rada',
    state: 'draft',
    name: ['Вибори молодіжної ради', 'Youth council elections'],
    short: [
      'Онлайн-голосування за кандидатів до молодіжної ради району.',
      'Online voting for candidates to a district youth council.',
    ],
    functions: ['participation.consultations'],
    softwareType: 'standalone/web',
    developmentStatus: 'concept',
    lifecycleStage: 'initiation',
    personalData: 'unknown',
    holder: 'UA-EDR-99002116',
  }),
]
