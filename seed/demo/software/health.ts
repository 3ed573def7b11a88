import { entry } from '../entry.ts'
import type { DemoSoftware } from '../shape.ts'

/** Hospitals, family doctors, vaccination and the health departments of regions. */
export const HEALTH_SOFTWARE: readonly DemoSoftware[] = [
  entry({
    key: 'zhyvytsia-mis',
    name: ['Медична інформаційна система «Живиця»', 'Zhyvytsia medical information system'],
    aliases: ['МІС «Живиця»'],
    short: [
      'Робоче місце сімейного лікаря: картка пацієнта, направлення, електронний рецепт, звіти для НСЗУ',
      'Family doctor workstation with patient records, referrals, e-prescriptions and reports to the payer',
    ],
    long: [
      `«Живиця» веде амбулаторну картку від першої декларації до закритого епізоду. Лікар бачить на одному екрані скарги, призначення, результати аналізів і строки наступного огляду; медсестра — лише те, що потрібно для маніпуляцій.

### Що передається до ЕСОЗ
- декларації та їх розірвання;
- медичні записи за довідником ICPC-2;
- направлення, рецепти, медичні висновки.

Якщо канал до центральної бази даних пропав, прийом не зупиняється: записи стають у чергу й відправляються після відновлення. Для амбулаторій у селах передбачено режим слабкого зв'язку, у якому сторінка важить до 120 КБ.`,
      `Zhyvytsia keeps the outpatient record from the first declaration to the closed episode. Doctors work on one screen; nurses see only what a procedure needs. Records queue locally when the national eHealth hub is unreachable and are sent later, so a visit never stops. A low-bandwidth mode serves village clinics.`,
    ],
    features: {
      uk: [
        'Розклад лікаря й кабінету з нагадуванням пацієнтові',
        'Шаблони щоденникових записів за спеціальностями',
        'Черга відкладених повідомлень до ЕСОЗ',
        'Диспансерні групи з контролем пропущених візитів',
      ],
      en: ['Schedules with reminders', 'Offline message queue', 'Recall lists for chronic patients'],
    },
    functions: ['health.records', 'health.appointments'],
    categories: ['appointment-scheduling', 'data-collection'],
    dk021: ['48814000-7', '72212180-4'],
    audience: {
      levels: ['institution', 'local'],
      communitySizes: ['10000-50000', '50000-200000'],
      scope: ['healthcare'],
    },
    softwareType: 'standalone/web',
    platforms: ['web', 'linux'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    localisationReady: true,
    screenshots: ['https://zhyvytsia.example/media/card.png', 'https://zhyvytsia.example/media/queue.png'],
    programmingLanguages: ['Java', 'TypeScript'],
    databases: ['PostgreSQL'],
    standards: [{ name: 'HL7 FHIR R4' }, { name: 'ICPC-2' }],
    integrations: ['ehealth', 'diia-signature'],
    dependsOn: {
      open: [
        { name: 'PostgreSQL', versionMin: '14' },
        { name: 'Keycloak', versionMin: '24' },
      ],
      proprietary: [],
      hardware: [{ name: 'Захищений носій ключа електронного підпису', optional: true }],
    },
    repository: { url: 'https://git.example.org/zhyvytsia/mis', visibility: 'public' },
    landingUrl: 'https://zhyvytsia.example/',
    documentationUrl: 'https://docs.zhyvytsia.example/',
    apiUrl: 'https://docs.zhyvytsia.example/openapi.json',
    demoUrl: 'https://demo.zhyvytsia.example/',
    roadmapUrl: 'https://docs.zhyvytsia.example/plan',
    version: '5.3.1',
    releaseDate: '2026-06-18',
    releases: [
      {
        version: '5.3.1',
        date: '2026-06-18',
        notes: { uk: 'Виправлено дублювання направлень після обриву сеансу.' },
        sbomUrl: 'https://git.example.org/zhyvytsia/mis/5.3.1/sbom.cdx.json',
      },
      { version: '5.0', date: '2024-11-02', notes: { uk: 'Перехід на FHIR R4; оновлено довідник послуг.' } },
      { version: '3.0', date: '2020-03-30' },
      { version: '1.0', date: '2018-04-02' },
    ],
    attestations: [
      {
        kind: 'kszi',
        number: '24817',
        issued: '2023-05-16',
        expires: '2028-05-16',
        url: 'https://zhyvytsia.example/kszi-24817',
      },
    ],
    accessibilityStatementUrl: 'https://zhyvytsia.example/accessibility',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'yes', where: 'Сховище коду обласного управління' },
    holder: 'UA-EDR-99000413',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: {
      title: 'Акт передання майнових прав інтелектуальної власності',
      number: '7',
      date: '2018-12-20',
    },
    license: 'EUPL-1.2',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'EUPL-1.2',
        gratuitous: true,
        from: '2021-01-01',
        conditions: { uk: 'Змінені модулі обміну з ЕСОЗ підлягають повторному тестуванню адміністратором бази даних.' },
        document: { title: 'Рішення про відкриття програмного коду', number: '3-Р', date: '2020-12-28' },
        clause: 'п. 1',
      },
    ],
    fundingSources: ['local-budget', 'international-aid'],
    programme: {
      uk: "Обласна програма «Здоров'я громад» на 2017–2021 роки",
      en: 'Regional programme for community health, 2017–2021',
    },
    developers: [
      {
        name: 'ТОВ «Медоблік Плюс»',
        organization: 'UA-EDR-99003156',
        role: 'author',
        from: '2017-06-01',
        to: '2018-12-20',
        contract: '41/17',
      },
      { name: 'ТОВ «Журавель Код»', organization: 'UA-EDR-99002814', role: 'maintainer', from: '2022-02-01' },
    ],
    contact: {
      role: { uk: 'Завідувач інформаційно-аналітичного відділу', en: 'Head of health analytics' },
      email: 'mis@zhyvytsia.example',
    },
    maintenance: {
      type: 'contract',
      until: '2027-01-31',
      contractors: [{ name: 'ТОВ «Журавель Код»', until: '2027-01-31' }],
    },
  }),

  entry({
    key: 'zhyvytsia-statsionar',
    name: ['Модуль стаціонару до МІС «Живиця»', 'Inpatient module for Zhyvytsia'],
    short: [
      'Приймальне відділення, листок призначень, операційний план і виписка для багатопрофільної лікарні',
      'Admission desk, orders, theatre planning and discharge letters for a general hospital',
    ],
    long: `Надбудова розширює поліклінічну систему на відділення з цілодобовим перебуванням. Призначення лікаря потрапляють на планшет постової сестри; відмітка про введення препарату ставиться скануванням браслета.

Виписний епікриз складається автоматично з уже внесених даних, лікар лише редагує висновок. Випадки групуються за ДСГ ще до відправлення, тож економіст бачить орієнтовну суму оплати під час лікування, а не через місяць.`,
    functions: ['health.records', 'health.hospital'],
    categories: ['workflow-management'],
    dk021: ['48814400-1', '48814500-2'],
    audience: { levels: ['institution'], scope: ['healthcare'] },
    softwareType: 'addon',
    platforms: ['web', 'android'],
    developmentStatus: 'beta',
    lifecycleStage: 'development',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Java', 'Kotlin'],
    databases: ['PostgreSQL'],
    integrations: ['ehealth'],
    repository: { url: 'https://git.example.org/zhyvytsia/inpatient', visibility: 'restricted' },
    documentationUrl: 'https://docs.zhyvytsia.example/inpatient',
    version: '0.9',
    releaseDate: '2026-03-05',
    personalData: 'processed',
    sourceDeposit: { handedOver: 'no' },
    holder: 'UA-EDR-99002197',
    basis: 'commissioned-work',
    kind: 'shared',
    transferDocument: { title: 'Договір про розподіл майнових прав', number: '88-ІТ', date: '2025-02-11' },
    license: 'LicenseRef-Zhyvytsia-Inpatient',
    licenseText:
      'Право використовувати модуль мають лікарня-замовник і розробник у рівних частках. Третій особі дозвіл видають обидва співвласники спільно.',
    grants: [
      {
        permittedUsers: 'named-organizations',
        organizations: ['UA-EDR-99002197', 'UA-EDR-99000413'],
        license: 'LicenseRef-Zhyvytsia-Inpatient',
        gratuitous: true,
        from: '2025-02-11',
        to: '2028-02-11',
        document: { title: 'Договір про розподіл майнових прав', number: '88-ІТ', date: '2025-02-11' },
        clause: 'розділ 6',
      },
    ],
    relations: [
      { kind: 'partOfSuite', target: 'zhyvytsia-mis' },
      { kind: 'usesComponent', target: 'pidpys-modul' },
    ],
    fundingSources: ['enterprise-revenue'],
    developers: [
      {
        name: 'ТОВ «Журавель Код»',
        organization: 'UA-EDR-99002814',
        role: 'author',
        from: '2025-02-11',
        contract: '88-ІТ',
      },
    ],
    experts: [{ expert: 'harmashnyk', role: 'acceptance-commission', from: '2026-01-12' }],
    contact: { role: { uk: 'Медичний директор', en: 'Medical director' }, email: 'it@vorskla-hospital.example' },
  }),

  entry({
    key: 'panel-lizhok',
    name: ['Панель «Ліжковий фонд області»', 'Regional hospital capacity dashboard'],
    short: [
      'Вільні ліжка, кисневі точки й чергові бригади лікарень області на одному екрані диспетчера',
      'Free beds, oxygen points and duty teams of all hospitals of a region for the dispatcher',
    ],
    long: `Заклади двічі на добу підтверджують зайнятість відділень; де є медична інформаційна система, дані надходять без участі людини. Диспетчер екстреної допомоги фільтрує лікарні за профілем та відстанню і бронює місце, поки бригада в дорозі.

Окрема вкладка показує укомплектованість персоналом за спеціальностями: керівник охорони здоров'я бачить, де чергування тримається на одному анестезіологу.`,
    features: {
      uk: ['Бронювання ліжка на 60 хвилин', 'Сповіщення про недостовірну звітність', "Архів зайнятості за п'ять років"],
    },
    functions: ['health.hospital', 'health.emergency', 'analytics.dashboards'],
    categories: ['data-visualization', 'resource-management'],
    dk021: ['48814000-7', '72316000-3'],
    audience: { levels: ['regional', 'institution'], scope: ['healthcare', 'emergency-services'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    programmingLanguages: ['Python', 'TypeScript'],
    databases: ['PostgreSQL'],
    integrations: ['other'],
    repository: { url: 'https://git.example.org/region-health/beds', visibility: 'public' },
    landingUrl: 'https://beds.dnipro-resources.example/',
    version: '2026.2',
    releaseDate: '2026-05-20',
    releases: [
      {
        version: '2026.2',
        date: '2026-05-20',
        sbomUrl: 'https://git.example.org/region-health/beds/2026.2/sbom.spdx.json',
      },
      {
        version: '2020.1',
        date: '2020-04-06',
        notes: { uk: 'Перша версія, створена за три тижні на початку пандемії.' },
      },
    ],
    personalData: 'not-processed',
    holder: 'UA-EDR-99000198',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'Apache-2.0',
    grants: [
      {
        permittedUsers: 'all-authorities',
        license: 'Apache-2.0',
        gratuitous: true,
        document: { title: 'Наказ керівника центру обліку ресурсів', number: '214', date: '2021-08-09' },
      },
    ],
    fundingSources: ['local-budget'],
    contact: { role: { uk: 'Черговий медичний статистик' }, email: 'stat@dnipro-resources.example' },
    maintenance: { type: 'internal' },
  }),

  entry({
    key: 'kalendar-shcheplen',
    name: ['«Щит»: планування щеплень громади', 'Shchyt vaccination planner'],
    short: [
      'Поіменний план вакцинації дітей і дорослих, залишки доз у холодильниках, запрошення батькам',
      'Vaccination plans by person, vaccine stock in fridges and invitations to parents',
    ],
    long: `Амбулаторія отримує на початку місяця перелік дітей, яким настає строк чергової дози за національним календарем. Після щеплення система списує флакон із залишку конкретного холодильника та зберігає серію — за потреби можна за хвилину знайти всіх, хто отримав певну партію.

Відмови фіксуються разом з причиною; протипоказання знімаються з плану до вказаної дати.`,
    functions: ['health.public-health', 'health.medicines'],
    categories: ['inventory-management', 'online-booking'],
    dk021: ['48814200-9'],
    audience: { levels: ['institution', 'local'], communitySizes: ['under-5000', '5000-10000', '10000-50000'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['PHP'],
    databases: ['MariaDB'],
    version: '2.8',
    releaseDate: '2025-09-01',
    personalData: 'processed',
    attestations: [{ kind: 'kszi', number: '21109', issued: '2019-10-03', expires: '2024-10-03' }],
    holder: 'UA-EDR-99002211',
    basis: 'licence',
    kind: 'non-exclusive-licence',
    license: 'LicenseRef-Shchyt-Municipal',
    licenseText:
      'Невиключна ліцензія на використання програми в комунальних закладах однієї громади, до 40 робочих місць.',
    grants: [
      {
        permittedUsers: 'holder-only',
        license: 'LicenseRef-Shchyt-Municipal',
        gratuitous: false,
        from: '2023-01-01',
        to: '2025-12-31',
        seats: 40,
        document: { title: 'Ліцензійний договір', number: 'Л-2023/07', date: '2022-12-15' },
        clause: 'п. 2.3',
      },
    ],
    refusal: {
      reason: 'licence-expired',
      legalBasis: 'Ліцензійний договір Л-2023/07, п. 8.1',
      note: { uk: 'Строк дії ліцензії сплив; триває закупівля на наступний період.' },
    },
    fundingSources: ['local-budget'],
    developers: [{ name: 'ТОВ «Медоблік Плюс»', organization: 'UA-EDR-99003156', role: 'author', from: '2018-09-01' }],
    maintenance: { type: 'contract', until: '2025-12-31' },
  }),

  entry({
    key: 'vyizna-bryhada',
    name: ['Облік виїздів мобільних медичних бригад', 'Mobile clinic visits'],
    short: [
      'Маршрути пересувних амбулаторій, перелік оглянутих селян і потреба в ліках',
      'Routes of mobile clinics, people examined and medicines needed',
    ],
    functions: ['health.public-health'],
    audience: { levels: ['institution'] },
    softwareType: 'standalone/mobile',
    platforms: ['android'],
    developmentStatus: 'development',
    lifecycleStage: 'development',
    personalData: 'processed',
    holder: 'UA-EDR-99001803',
    fundingSources: ['international-aid'],
    programme: { uk: 'Грант на підтримку первинної медицини у прифронтових громадах' },
  }),
]
