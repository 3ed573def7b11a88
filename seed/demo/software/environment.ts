import { entry } from '../entry.ts'
import type { DemoSoftware } from '../shape.ts'

/** Air, waste, forests, green plantings and water bodies. */
export const ENVIRONMENT_SOFTWARE: readonly DemoSoftware[] = [
  entry({
    key: 'podykh-povitria',
    name: ['Моніторинг повітря «Подих»', 'Podykh air monitoring'],
    short: [
      'Покази датчиків пилу й газів, індекс якості повітря, попередження школам і лікарням',
      'Dust and gas sensors, air quality index, warnings for schools and hospitals',
    ],
    long: [
      `Станції різних виробників підключаються однаково: достатньо JSON через MQTT. Перед публікацією кожне значення проходить перевірку — стрибки, «залипання», вологість понад 95 % — і отримує прапорець якості.

Коли середнє за годину перевищує поріг, директори закладів поряд отримують пораду: провітрювати чи тримати вікна зачиненими. Сирі дані відкриті за CC BY.`,
      `Stations of any make connect alike, by JSON over MQTT. Every value is checked for spikes and stuck sensors and flagged before publication. When the hourly mean passes the threshold, heads of nearby schools are told whether to air rooms. Raw data are open.`,
    ],
    features: {
      uk: ['Станції різних виробників через MQTT', 'Відсіювання збоїв датчиків', 'Сповіщення шкіл про провітрювання'],
      en: ['MQTT stations of many makers', 'Sensor fault flags', 'Alerts for schools'],
    },
    functions: ['environment.monitoring'],
    categories: ['data-collection', 'data-visualization'],
    dk021: ['48614000-5'],
    audience: { levels: ['local', 'regional', 'citizen'], scope: ['environment'] },
    softwareType: 'standalone/iot',
    platforms: ['web', 'linux'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    programmingLanguages: ['Elixir', 'TypeScript'],
    databases: ['TimescaleDB'],
    standards: [{ name: 'OGC SensorThings API' }, { name: 'MQTT 5' }],
    integrations: ['open-data-portal'],
    dependsOn: { open: [{ name: 'Mosquitto', versionMin: '2.0' }], hardware: [{ name: 'Датчики PM2.5, NO2, SO2' }] },
    repository: { url: 'https://git.example.org/konkynsk/podykh', visibility: 'public' },
    landingUrl: 'https://povitria.konkynsk.example/',
    apiUrl: 'https://povitria.konkynsk.example/v1.1',
    version: '1.6.2',
    releaseDate: '2026-06-01',
    releases: [
      { version: '1.6.2', date: '2026-06-01', sbomUrl: 'https://git.example.org/konkynsk/podykh/1.6.2/bom.json' },
      { version: '1.0.0', date: '2021-10-20' },
    ],
    personalData: 'not-processed',
    holder: 'UA-EDR-99000991',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'Apache-2.0',
    grants: [
      {
        permittedUsers: 'anyone',
        license: 'Apache-2.0',
        gratuitous: true,
        document: { title: 'Рішення Конкинської міської ради', number: '18', date: '2021-12-23' },
      },
    ],
    fundingSources: ['local-budget', 'civic'],
    developers: [
      { name: 'ГО «Жінки в даних»', organization: 'UA-EDR-99003452', role: 'subcontractor', from: '2022-01-10' },
    ],
    contact: { role: { uk: 'Відділ екології' }, email: 'povitria@konkynsk.example' },
    maintenance: { type: 'internal' },
  }),

  entry({
    key: 'soroka-vidkhody',
    name: ['«Сорока»: вивезення побутових відходів', 'Soroka waste collection'],
    short: [
      'Графіки сміттєвозів, наповненість контейнерів, договори домогосподарств і стихійні звалища',
      'Truck schedules, bin levels, household contracts and illegal dumps',
    ],
    long: [
      `У малих громадах головна біда — не платять. Тому «Сорока» починається з реєстру договорів, а вже потім маршрути. Після обходу старости видно двори, де живуть люди, але послуги нема.

Фото звалища від жителя отримує координати, кадастровий номер ділянки та відповідального. Прибрали — світлина «після» закриває картку.`,
      'Small communities struggle with unpaid bills, so contracts come before routes. A resident photographs a dump; coordinates, plot and person in charge follow.',
    ],
    features: {
      uk: ['Реєстр договорів із домогосподарствами', 'Звірка дворів після обходу старости', 'Картки стихійних звалищ'],
      en: ['Household contracts', 'Checks of served yards', 'Illegal dump cards'],
    },
    functions: ['housing.waste'],
    categories: ['fleet-management'],
    dk021: ['48100000-9'],
    audience: { levels: ['local', 'enterprise'], communitySizes: ['under-5000', '5000-10000', '10000-50000'] },
    softwareType: 'standalone/web',
    platforms: ['web', 'android'],
    developmentStatus: 'beta',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Python'],
    databases: ['SQLite'],
    repository: { url: 'https://git.example.org/zbruchany/soroka', visibility: 'public' },
    version: '0.14',
    releaseDate: '2026-10-09',
    personalData: 'processed',
    relations: [
      {
        kind: 'similarTo',
        target: 'smittia-mapa',
        note: { uk: 'Звалища фіксують обидві, договори з дворами — лише «Сорока».' },
      },
    ],
    holder: 'UA-EDR-99001654',
    basis: 'work-of-employee',
    kind: 'exclusive-economic',
    license: 'EUPL-1.2',
    grants: [
      {
        permittedUsers: 'anyone',
        gratuitous: true,
        license: 'EUPL-1.2',
        conditions: { uk: 'Надішліть, будь ласка, знеособлену статистику збирання за рік.' },
      },
    ],
    fundingSources: ['local-budget'],
    contact: { role: { uk: 'Староста-координатор' }, email: 'soroka@zbruchany.example' },
    maintenance: { type: 'internal' },
  }),

  entry({
    key: 'zeleni-nasadzhennia',
    name: ['АІС «Реєстр зелених насаджень»', 'Register of green plantings'],
    short: [
      'Інвентаризація дерев: порода, діаметр, стан, акти обстеження та компенсаційне озеленення',
      'Tree inventory with species, diameter, condition, felling acts and compensation',
    ],
    long: `Кожне дерево має номер і точку на карті. Двірник помітив тріщину — фото йде фахівцеві, той призначає огляд, комісія складає акт; відновна вартість рахується за методикою, а кількість саджанців на заміну вноситься у план весняних робіт. Відкрита сторінка показує, чому зрізали липу на вашій вулиці.`,
    functions: ['environment.greenery'],
    categories: ['geographic-information-systems'],
    dk021: ['38221000-0'],
    audience: { levels: ['local', 'citizen'], communitySizes: ['50000-200000', 'over-200000'] },
    softwareType: 'standalone/web',
    platforms: ['web', 'android'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['Java', 'JavaScript'],
    databases: ['PostGIS'],
    standards: [{ name: 'OGC WFS 2.0' }],
    repository: { url: 'https://git.example.org/stryianets/dereva', visibility: 'restricted' },
    landingUrl: 'https://dereva.stryianets.example/',
    version: '2.0',
    releaseDate: '2025-04-22',
    personalData: 'not-processed',
    sourceDeposit: { handedOver: 'yes', where: 'Управління архітектури' },
    relations: [
      {
        kind: 'similarTo',
        target: 'dereva',
        saidBy: 'UA-EDR-99001298',
        note: { uk: '«Дерева поруч» зручніші в полі; тут повніші акти та кошторис відновної вартості.' },
      },
    ],
    holder: 'UA-EDR-99001298',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: { title: 'Акт передачі-приймання програми', number: '11', date: '2022-12-19' },
    grants: [
      {
        permittedUsers: 'all-authorities',
        gratuitous: true,
        document: { title: 'Лист-дозвіл', number: '2-1/340', date: '2023-02-06' },
        conditions: { uk: 'Картографічну основу користувач купує або готує сам.' },
      },
    ],
    fundingSources: ['local-budget'],
    developers: [
      {
        name: 'ТОВ «Геометрика Захід»',
        organization: 'UA-EDR-99003044',
        role: 'author',
        from: '2022-04-04',
        to: '2022-12-19',
      },
    ],
    experts: [
      {
        expert: 'rii',
        role: 'independent-supervision',
        from: '2022-05-02',
        to: '2022-12-19',
        conflictOfInterest: 'Мав частку у виконавця до 2021 року; замовника повідомлено.',
      },
    ],
    contact: { role: { uk: 'Міський дендролог' }, email: 'dereva@stryianets.example' },
    maintenance: { type: 'contract', until: '2027-04-30' },
  }),

  entry({
    key: 'vodozbir-sporudy',
    name: [
      'Програмний комплекс «Водозбір»: гідротехнічні споруди та ліс',
      'Vodozbir hydraulic structures and forest accounting',
    ],
    short: [
      'Дамби, ставки, шлюзи, лісові ділянки: паспорти, огляди, рівні води й ризик підтоплення',
      'Dams, ponds, sluices and forest plots: passports, inspections, levels and flood risk',
    ],
    long: [
      `Агентство звело в один каталог споруди, про які раніше знали тільки сільські голови. Паспорт містить рік будівництва, власника, стан водоскиду та населення нижче за течією.

- рівнеміри передають значення кожні 15 хвилин;
- під час повені критичні дамби піднімаються на початок списку;
- лісовий модуль пов'язує рубки з водоохоронною смугою.

Обласні служби правлять власні об'єкти, державний рівень лише читає.`,
      `The agency brought together structures known only to village heads. A passport holds year, owner, spillway condition and population downstream. Gauges report every quarter of an hour; during floods critical dams rise to the top of the list.`,
    ],
    features: {
      uk: ['Імпорт рівнемірів', 'Прогноз зони затоплення', "Польовий акт без зв'язку"],
      en: ['Passports of structures', 'Gauge readings every quarter of an hour', 'Flood risk order'],
    },
    functions: ['environment.forests', 'environment.monitoring'],
    categories: ['geographic-information-systems', 'data-collection'],
    dk021: ['48326100-0', '38221000-0'],
    audience: { levels: ['central', 'regional', 'local'], scope: ['environment', 'infrastructures'] },
    softwareType: 'standalone/web',
    platforms: ['web', 'android'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk', 'en'],
    programmingLanguages: ['Java', 'R'],
    databases: ['PostGIS'],
    implements: [{ name: 'WaterML 2.0' }, { name: 'INSPIRE Hydrography' }],
    integrations: ['trembita', 'edr', 'open-data-portal'],
    repository: { url: 'https://git.example.org/vodoblik/vodozbir', visibility: 'public' },
    landingUrl: 'https://vodozbir.vodoblik.example/',
    documentationUrl: 'https://vodozbir.vodoblik.example/docs',
    version: '4.0',
    releaseDate: '2026-03-16',
    releases: [
      { version: '4.0', date: '2026-03-16', sbomUrl: 'https://git.example.org/vodoblik/vodozbir/4.0/sbom.cdx.json' },
      { version: '2.0', date: '2023-07-01', notes: { uk: 'Додано лісові ділянки.' } },
    ],
    attestations: [{ kind: 'authorisation', number: '15/2026', issued: '2026-03-10', expires: '2031-03-10' }],
    personalData: 'not-processed',
    sourceDeposit: { handedOver: 'yes', where: 'ДП «Водоблік-Інформ»' },
    holder: 'UA-EDR-99000011',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: { title: 'Державний контракт на розроблення', number: '12/22-ІТ', date: '2022-09-30' },
    license: 'LGPL-3.0-or-later',
    grants: [
      {
        permittedUsers: 'state-authorities',
        license: 'LGPL-3.0-or-later',
        gratuitous: true,
        from: '2023-01-01',
        document: { title: 'Наказ агентства про надання права користування', number: '74', date: '2022-12-14' },
        clause: 'п. 2.1',
      },
      {
        permittedUsers: 'region',
        regions: ['UA74', 'UA59', 'UA32'],
        gratuitous: true,
        from: '2024-01-01',
        to: '2028-12-31',
        conditions: { uk: 'Громади басейну Десни працюють у спільному середовищі агентства.' },
        document: { title: 'Басейнова угода', date: '2023-11-20' },
      },
    ],
    fundingSources: ['state-budget', 'international-aid'],
    developers: [{ name: 'ДП «Водоблік-Інформ»', organization: 'UA-EDR-99002795', role: 'author', from: '2022-10-01' }],
    experts: [{ expert: 'lisovodskyi', role: 'technical-administrator', from: '2023-01-09' }],
    contact: { role: { uk: 'Управління інформаційних систем' }, email: 'vodozbir@vodoblik.example' },
    maintenance: { type: 'internal' },
  }),
]
