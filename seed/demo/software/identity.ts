import { entry } from '../entry.ts'
import type { DemoSoftware } from '../shape.ts'

/** Electronic signatures, sign-in, data exchange and notifications: parts that other systems are built of. */
export const IDENTITY_SOFTWARE: readonly DemoSoftware[] = [
  entry({
    key: 'pidpys-modul',
    name: ['Модуль електронного підпису «Печатка»', 'Pechatka electronic signature module'],
    short: [
      'Накладання та перевірка КЕП у браузері й на сервері, формати CAdES, XAdES, PAdES, ASiC-E',
      'Signing and validation of qualified signatures in browser and on server',
    ],
    long: [
      `Бібліотеку достатньо підключити одним скриптом: вона сама знаходить носій, хмарний ключ або файл і показує власникові, що саме він підписує. Серверна половина перевіряє ланцюжок сертифікатів, мітку часу та статус на момент підписання, а для довготривалого зберігання додає архівні докази.

> Особистий ключ ніколи не залишає пристрою користувача.

Алгоритми ДСТУ 4145 і ECDSA; інтерфейс доступний для екранних читачів.`,
      `One script is enough: the library finds a token, cloud key or file and shows the owner what is being signed. The server half validates the chain, time stamp and revocation as of signing and adds evidence for long-term storage. Private keys never leave the user's device.`,
    ],
    features: {
      uk: [
        'Пакетне підписання',
        'Протокол перевірки для людини',
        'Підпис через мобільний ID',
        'Перевірка без звернення до мережі',
      ],
      en: ['Batch signing', 'Human-readable validation report', 'Offline validation'],
    },
    functions: ['identity.signature'],
    categories: ['e-signature', 'it-security'],
    dk021: ['48730000-4', '72212700-6'],
    audience: { levels: ['central', 'regional', 'local', 'institution', 'enterprise'], scope: ['government'] },
    softwareType: 'library',
    platforms: ['web', 'linux', 'windows'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    localisationReady: true,
    logo: 'https://pechatka.example/logo.svg',
    screenshots: ['https://pechatka.example/vidzhet.png'],
    programmingLanguages: ['C++', 'TypeScript', 'Java'],
    standards: [
      { name: 'ETSI EN 319 122-1 (CAdES)' },
      { name: 'ETSI EN 319 142-1 (PAdES)' },
      { name: 'ДСТУ 4145-2002' },
    ],
    integrations: ['diia-signature', 'id-gov-ua'],
    dependsOn: {
      open: [{ name: 'OpenSSL', versionMin: '3.0', optional: true }],
      hardware: [{ name: 'Носій PKCS#11', optional: true }],
    },
    repository: { url: 'https://git.example.org/csdr/pechatka', visibility: 'public' },
    landingUrl: 'https://pechatka.example/',
    documentationUrl: 'https://docs.pechatka.example/',
    apiUrl: 'https://docs.pechatka.example/openapi.yaml',
    demoUrl: 'https://try.pechatka.example/',
    roadmapUrl: 'https://docs.pechatka.example/roadmap',
    version: '3.8.1',
    releaseDate: '2026-11-05',
    releases: [
      {
        version: '3.8.1',
        date: '2026-11-05',
        notes: { uk: 'Усунено хибне попередження про прострочений OCSP.' },
        sbomUrl: 'https://git.example.org/csdr/pechatka/3.8.1/sbom.cdx.json',
      },
      { version: '3.8.0', date: '2026-09-24', sbomUrl: 'https://git.example.org/csdr/pechatka/3.8.0/sbom.cdx.json' },
      { version: '2.0.0', date: '2021-06-21' },
      { version: '1.0.0', date: '2018-11-07' },
    ],
    attestations: [
      {
        kind: 'expert-conclusion',
        number: '04/05/02-2093',
        issued: '2024-06-12',
        expires: '2029-06-12',
        url: 'https://pechatka.example/vysnovok.pdf',
      },
      { kind: 'kszi', number: '26888', issued: '2024-09-09', expires: '2029-09-09' },
    ],
    accessibilityStatementUrl: 'https://pechatka.example/dostupnist',
    personalData: 'not-processed',
    sourceDeposit: { handedOver: 'yes', where: 'ДП «ЦСДР»: відкритий репозиторій і опечатаний примірник' },
    holder: 'UA-EDR-99002719',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: {
      title: 'Договір про передання виключних майнових прав',
      number: 'ЦСДР-18/102',
      date: '2018-10-31',
    },
    license: 'LGPL-3.0-or-later',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'LGPL-3.0-or-later',
        gratuitous: true,
        from: '2021-06-21',
        conditions: {
          uk: 'Експертний висновок діє лише для незмінених двійкових файлів.',
          en: 'The state conclusion covers unmodified binaries only.',
        },
        document: { title: 'Наказ підприємства', number: '66', date: '2021-06-14' },
        clause: 'п. 2',
      },
    ],
    fundingSources: ['state-budget', 'enterprise-revenue'],
    programme: { uk: 'Розвиток електронних довірчих послуг', en: 'Development of trust services' },
    developers: [
      {
        name: 'ТОВ «Криптокобзар»',
        organization: 'UA-EDR-99003268',
        role: 'author',
        from: '2018-03-12',
        to: '2021-12-31',
        contract: 'ЦСДР-18/102',
      },
      { name: 'ДП «ЦСДР»', organization: 'UA-EDR-99002719', role: 'maintainer', from: '2022-01-01' },
    ],
    experts: [
      {
        expert: 'tkachuk-zoria',
        role: 'information-protection-expert',
        from: '2018-10-01',
        to: '2018-10-31',
        conflictOfInterest: 'Працівник товариства-розробника; висновок повторно оцінено ДП «ЦСДР».',
      },
    ],
    contact: {
      role: { uk: 'Відділ технічного адміністрування', en: 'Technical administration' },
      email: 'pechatka@csdr.example',
    },
    maintenance: { type: 'internal' },
  }),

  entry({
    key: 'perelaz-trembita',
    name: ['Шлюз обміну «Перелаз»', 'Perelaz data exchange gateway'],
    short: [
      'Перехідник між внутрішніми системами ради та сервісами «Трембіти»',
      'Adapter between internal systems of a council and Trembita services',
    ],
    long: [
      `Навіщо він: кожна програма ради хотіла власний захищений вузол, а це сервер, ключі й людина на чергуванні. «Перелаз» тримає одне підключення й роздає його REST-викликами.

Готові адаптери:

- єдиний державний демографічний реєстр;
- ЄДР;
- реєстр речових прав;
- довідки про склад зареєстрованих.

Підстава запиту зазначається обов'язково та потрапляє до незмінного журналу разом із номером справи.`,
      `Each program of a council wanted a protected node of its own. Perelaz keeps a single connection and shares it over REST, with ready adapters for population, company and property registers. A legal ground is compulsory and is logged with the case number.`,
    ],
    functions: ['identity.integration'],
    categories: ['it-development', 'it-management'],
    dk021: ['48211000-0', '72227000-2'],
    audience: { levels: ['regional', 'local', 'institution'] },
    softwareType: 'standalone/backend',
    platforms: ['linux'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Java'],
    databases: ['PostgreSQL'],
    standards: [{ name: 'X-Road Message Protocol 4.0' }, { name: 'OpenAPI 3.1' }],
    integrations: ['trembita', 'edr', 'demographic-register'],
    repository: { url: 'https://git.example.org/csdr/perelaz', visibility: 'restricted' },
    documentationUrl: 'https://csdr.example/perelaz/docs',
    version: '2.7.3',
    releaseDate: '2026-04-28',
    releases: [
      { version: '2.7.3', date: '2026-04-28', sbomUrl: 'https://git.example.org/csdr/perelaz/2.7.3/sbom.json' },
    ],
    attestations: [{ kind: 'kszi', number: '27344', issued: '2025-02-17', expires: '2030-02-17' }],
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'Внутрішній репозиторій ЦСДР' },
    holder: 'UA-EDR-99002719',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    transferDocument: { title: 'Службове завдання та акт', number: 'СЗ-31', date: '2022-08-08' },
    license: 'LicenseRef-Perelaz-Authorities',
    licenseText:
      'Органи влади отримують примірник і право змін для власних потреб. Розкриття адаптерів приватним особам заборонене.',
    grants: [
      {
        permittedUsers: 'all-authorities',
        license: 'LicenseRef-Perelaz-Authorities',
        gratuitous: true,
        from: '2022-09-01',
        conditions: { uk: 'До видачі примірника рада укладає договори з держателями реєстрів.' },
        document: { title: 'Порядок надання програмних засобів підприємства', number: 'П-12', date: '2022-08-22' },
        clause: 'розділ 4',
      },
    ],
    relations: [{ kind: 'usesComponent', target: 'pidpys-modul' }],
    fundingSources: ['enterprise-revenue'],
    experts: [{ expert: 'pasikivskyi', role: 'technical-administrator', from: '2022-08-08' }],
    contact: { role: { uk: 'Група інтеграцій' }, email: 'perelaz@csdr.example' },
    maintenance: { type: 'internal' },
  }),

  entry({
    key: 'vkhid-sso',
    name: ['Єдиний вхід «Хвіртка»', 'Khvirtka single sign-on'],
    short: [
      'Один обліковий запис для всіх систем міста: ролі, двофакторна перевірка, звільнення за хвилину',
      'One account for all city systems with roles, second factor and instant revocation',
    ],
    long: [
      `Кадровик звільнив працівника — доступи зникають усюди. Мешканець заходить через id.gov.ua, службовець — паролем і ключем FIDO2. Ролі успадковуються від посади й підрозділу, тимчасове заміщення має дату закінчення.

Ядром є Keycloak із темою оформлення, довідником посад та синхронізацією з кадровою програмою.`,
      'When someone leaves, their access ends everywhere. Staff sign in with a password and FIDO2 key, residents through id.gov.ua; substitutions carry an end date.',
    ],
    features: {
      uk: ['Ключі FIDO2 як другий чинник', 'Ролі за посадою та підрозділом', 'Миттєве відкликання доступів'],
      en: ['FIDO2 second factor', 'Roles by post', 'Instant revocation'],
    },
    functions: ['identity.authentication'],
    categories: ['identity-management', 'it-security'],
    dk021: ['48730000-4'],
    audience: { levels: ['local', 'regional'], communitySizes: ['50000-200000', 'over-200000'] },
    softwareType: 'configurationFiles',
    platforms: ['linux', 'web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    programmingLanguages: ['Java'],
    databases: ['PostgreSQL'],
    standards: [{ name: 'OpenID Connect Core 1.0' }, { name: 'SAML 2.0' }],
    integrations: ['id-gov-ua'],
    dependsOn: { open: [{ name: 'Keycloak', versionMin: '25', versionMax: '26' }] },
    repository: { url: 'https://git.example.org/samarytsia/khvirtka', visibility: 'public' },
    version: '1.3.0',
    releaseDate: '2025-07-22',
    personalData: 'processed',
    holder: 'UA-EDR-99002518',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'Apache-2.0',
    grants: [{ permittedUsers: 'anyone', license: 'Apache-2.0', gratuitous: true }],
    relations: [{ kind: 'isBasedOn', url: 'https://git.example.org/mirrors/keycloak' }],
    fundingSources: ['enterprise-revenue'],
    experts: [{ expert: 'kozubniak', role: 'security-auditor', from: '2025-05-12', to: '2025-06-06' }],
    contact: { role: { uk: 'Адміністратор доступу' }, email: 'khvirtka@scit.example' },
    maintenance: { type: 'internal' },
  }),

  entry({
    key: 'dzvin-spovishchennia',
    name: ['Сервіс сповіщень «Дзвін»', 'Dzvin notification service'],
    short: [
      'Черга повідомлень поштою, у месенджер і SMS із вибором найдешевшого каналу',
      'Messages by e-mail, messenger and SMS, choosing the cheapest channel',
    ],
    long: [
      `Прикладна програма каже, кого й про що попередити, — решта справа «Дзвону». Він поважає тихі години, об'єднує дрібниці в один лист, а термінове шле всіма шляхами. SMS використовується останнім, бо коштує; місячний ліміт установлюється для кожного підрозділу.`,
      'An application names whom to warn and about what; Dzvin picks the channel. Quiet hours are kept, trifles merge into one letter, paid SMS go last within a monthly cap.',
    ],
    features: {
      uk: ['Вибір найдешевшого каналу', 'Тихі години', 'Місячний ліміт SMS за підрозділами'],
      en: ['Cheapest channel first', 'Quiet hours', 'Monthly SMS caps'],
    },
    functions: ['publicity.mail'],
    categories: ['communications', 'email-management'],
    dk021: ['48516000-8'],
    audience: { levels: ['local', 'regional', 'enterprise'] },
    softwareType: 'standalone/backend',
    platforms: ['linux'],
    developmentStatus: 'stable',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Go'],
    databases: ['PostgreSQL', 'NATS'],
    standards: [{ name: 'CloudEvents 1.0' }],
    integrations: ['diia'],
    repository: { url: 'https://git.example.org/samarytsia/dzvin', visibility: 'public' },
    apiUrl: 'https://docs.vidhuk.example/dzvin.json',
    version: '2.0.5',
    releaseDate: '2026-01-30',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes' },
    holder: 'UA-EDR-99002518',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'BSD-2-Clause',
    grants: [{ permittedUsers: 'anyone', license: 'BSD-2-Clause', gratuitous: true }],
    relations: [{ kind: 'partOfSuite', target: 'vidhuk-1580' }],
    fundingSources: ['enterprise-revenue'],
    maintenance: { type: 'internal' },
  }),
]
