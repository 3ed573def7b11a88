import type { OrganizationInput } from '../../src/directory/model.ts'
import type { DemoSoftware } from './shape.ts'

/** A statement of a record and the page or file that it was read in. */
export interface Source {
  readonly statement: { readonly uk: string; readonly en: string }
  readonly source: string
}

export type RealOrganization = Omit<OrganizationInput, 'demonstration' | 'confirmed'> & {
  readonly sources: readonly Source[]
}

/**
 * `sources` covers every field that is filled but `functions`, which is our own classification; what no source was seen
 * for stays empty.
 */
export interface RealSoftware extends DemoSoftware {
  readonly sources: readonly Source[]
}

const MINTSYFRA = 'UA-EDR-43220851'
const PROZORRO = 'UA-EDR-02426097'

/** Real holders of the real systems. Their codes pass the check digit; places and contacts are left for a registrar. */
export const REAL_ORGANIZATIONS: readonly RealOrganization[] = [
  {
    scheme: 'UA-EDR',
    identifier: '43220851',
    name: { uk: 'Міністерство цифрової трансформації України', en: 'Ministry of Digital Transformation of Ukraine' },
    shortName: { uk: 'Мінцифра' },
    kind: 'central-authority',
    level: 'state',
    website: 'https://thedigital.gov.ua/',
    sources: [
      { statement: { uk: 'код', en: 'code' }, source: 'https://github.com/specinfo-ua/UAPKI' },
      {
        statement: { uk: 'назва, вебсайт', en: 'name, website' },
        source: 'github.com/diia-open-source/be-diia-app, README.md',
      },
    ],
  },
  {
    scheme: 'UA-EDR',
    identifier: '02426097',
    name: { uk: 'Державне підприємство «ПРОЗОРРО»', en: 'State Enterprise PROZORRO' },
    shortName: { uk: 'ДП «ПРОЗОРРО»' },
    kind: 'state-enterprise',
    sources: [
      {
        statement: { uk: 'код, назва', en: 'code, name' },
        source: 'github.com/ProzorroUKR/standards, complaints/payment_details.json',
      },
    ],
  },
  {
    scheme: 'UA-EDR',
    identifier: '40996564',
    name: { uk: 'Державна установа «Професійні закупівлі»', en: 'State Institution Professional Procurement' },
    shortName: { uk: 'ДУ «Професійні закупівлі»' },
    kind: 'public-institution',
    sources: [
      {
        statement: { uk: 'код, назва', en: 'code, name' },
        source: 'github.com/ProzorroUKR/standards, organizations/authorized_cpb.json',
      },
    ],
  },
]

/** Real public systems with what public sources say of them: no sums, no terms that nobody has published. */
export const REAL_SOFTWARE: readonly RealSoftware[] = [
  {
    key: 'real-trembita',
    document: {
      identity: {
        name: {
          uk: 'Система електронної взаємодії державних електронних інформаційних ресурсів «Трембіта»',
          en: 'Trembita data exchange system',
        },
        aliases: ['Трембіта', 'СЕВ ДЕІР'],
        shortDescription: {
          uk: 'Децентралізований обмін повідомленнями між інформаційними системами органів влади',
          en: 'Decentralised exchange of messages between the information systems of authorities',
        },
        functions: ['identity.integration'],
        longDescription: {
          uk: 'Через «Трембіту» органи державної влади й місцевого самоврядування одержують дані з державних реєстрів. В основі — доопрацьована естонська платформа X-Road. Дані лишаються у своїх власників: центрального сховища немає. У 2025 році система виконувала в середньому понад 32,8 млн транзакцій на добу; готується версія 2.0.',
        },
        audience: { levels: ['central', 'regional', 'local'] },
      },
      technology: { landingUrl: 'https://dir.gov.ua/projects/trembita' },
      rights: { holder: MINTSYFRA },
      funding: { sources: ['international-aid'] },
    },
    sources: [
      {
        statement: {
          uk: 'назва, призначення, X-Road, децентралізація, користувачі',
          en: 'name, purpose, X-Road, decentralised, users',
        },
        source: 'https://dir.gov.ua/projects/trembita',
      },
      {
        statement: {
          uk: 'володілець; створено за допомогою ЄС, Швеції та Естонії',
          en: 'holder; built with aid of the EU, Sweden and Estonia',
        },
        source: 'https://dir.gov.ua/projects/trembita',
      },
      {
        statement: {
          uk: '32,8 млн транзакцій на добу у 2025 році, підготовка версії 2.0',
          en: '32.8 million transactions a day in 2025, version 2.0 in preparation',
        },
        source: 'https://24tv.ua/sistema-trembina-perehodit-noviy-riven-shho-zminitsya-dlya-ukrayintsiv_n2960850',
      },
    ],
  },
  {
    key: 'real-diia',
    document: {
      identity: {
        name: { uk: 'Дія', en: 'Diia' },
        shortDescription: {
          uk: 'Застосунок із цифровими документами громадянина та державними послугами',
          en: 'App with the digital documents of a citizen and government services',
        },
        functions: ['publicity.mobile-app', 'citizen-services.e-services'],
        longDescription: {
          uk: 'Опубліковано серверну частину, бібліотеки та мобільні застосунки для Android та iOS. Кожен сервіс лежить в окремому сховищі; порядок складання описано разом із кодом.',
        },
        audience: { levels: ['citizen'] },
        softwareType: 'standalone/mobile',
        platforms: ['android', 'ios'],
      },
      technology: {
        programmingLanguages: ['TypeScript', 'Kotlin', 'Swift'],
        repository: { url: 'https://github.com/diia-open-source', visibility: 'public' },
        landingUrl: 'https://diia.gov.ua/',
      },
      rights: { holder: MINTSYFRA, license: 'EUPL-1.2' },
      people: {
        developers: [{ organization: MINTSYFRA, name: 'Міністерство цифрової трансформації України', role: 'author' }],
      },
    },
    sources: [
      {
        statement: {
          uk: 'призначення, розробник, ліцензія EUPL 1.2, сайт',
          en: 'purpose, developer, licence EUPL 1.2, site',
        },
        source: 'github.com/diia-open-source/be-diia-app, README.md',
      },
      {
        statement: {
          uk: 'мови програмування, застосунки для Android та iOS',
          en: 'languages, Android and iOS clients',
        },
        source: 'https://github.com/diia-open-source',
      },
    ],
  },
  {
    key: 'real-openprocurement-api',
    document: {
      identity: {
        name: {
          uk: 'Центральна база даних Prozorro (openprocurement.api)',
          en: 'Prozorro central database (openprocurement.api)',
        },
        aliases: ['ЦБД Prozorro', 'openprocurement.api'],
        shortDescription: {
          uk: 'База даних публічних закупівель і програмний інтерфейс для майданчиків',
          en: 'Database of public procurement and the API that marketplaces work through',
        },
        functions: ['procurement.tenders'],
        softwareType: 'standalone/backend',
      },
      technology: {
        programmingLanguages: ['Python'],
        databases: ['MongoDB'],
        integrations: ['prozorro'],
        repository: { url: 'https://github.com/ProzorroUKR/openprocurement.api', visibility: 'public' },
        version: '1.0.274',
      },
      rights: { holder: PROZORRO, license: 'Apache-2.0' },
    },
    sources: [
      {
        statement: {
          uk: 'володілець, ліцензія, мова програмування, база даних, версія (серпень 2026 року)',
          en: 'holder, licence, language, database, version (August 2026)',
        },
        source: 'https://github.com/ProzorroUKR/openprocurement.api',
      },
    ],
  },
  {
    key: 'real-prozorro-catalog',
    document: {
      identity: {
        name: { uk: 'Електронний каталог Prozorro (prozorro-catalog)', en: 'Prozorro e-catalogue (prozorro-catalog)' },
        aliases: ['prozorro-catalog', 'Prozorro Market'],
        shortDescription: {
          uk: 'Категорії, профілі й товари електронного каталогу публічних закупівель',
          en: 'Categories, profiles and goods of the electronic catalogue of public procurement',
        },
        functions: ['procurement.suppliers'],
        longDescription: { uk: 'Адміністратором електронного каталогу є ДУ «Професійні закупівлі».' },
        softwareType: 'standalone/backend',
      },
      technology: {
        programmingLanguages: ['Python'],
        integrations: ['prozorro'],
        repository: { url: 'https://github.com/ProzorroUKR/prozorro-catalog', visibility: 'public' },
      },
    },
    sources: [
      {
        statement: {
          uk: 'категорії, профілі, товари; мова програмування; файла ліцензії немає, тому ліцензії тут не вказано',
          en: 'categories, profiles, products; language; no licence file, so no licence is stated here',
        },
        source: 'https://github.com/ProzorroUKR/prozorro-catalog',
      },
      {
        statement: { uk: 'адміністратор', en: 'administrator' },
        source: 'github.com/ProzorroUKR/openprocurement.api (marketAdministrator)',
      },
    ],
  },
  {
    key: 'real-prozorro-risks',
    document: {
      identity: {
        name: { uk: 'Ризик-індикатори Prozorro (prozorro-risks)', en: 'Prozorro risk indicators (prozorro-risks)' },
        aliases: ['prozorro-risks'],
        shortDescription: {
          uk: 'Автоматичні індикатори ризиків у закупівлях для Держаудитслужби',
          en: 'Automatic procurement risk indicators for the State Audit Service',
        },
        functions: ['procurement.monitoring'],
        softwareType: 'standalone/backend',
      },
      technology: {
        programmingLanguages: ['Python'],
        integrations: ['prozorro'],
        repository: { url: 'https://github.com/ProzorroUKR/prozorro-risks', visibility: 'public' },
      },
      rights: { holder: PROZORRO },
    },
    sources: [
      {
        statement: {
          uk: 'володілець, призначення, мова програмування; у корені сховища ліцензії не вказано',
          en: 'holder, purpose, language; the licence is not stated at the root',
        },
        source: 'https://github.com/ProzorroUKR/prozorro-risks',
      },
    ],
  },
  {
    key: 'real-ehealth-api',
    document: {
      identity: {
        name: {
          uk: "Центральна база даних електронної системи охорони здоров'я (ehealth.api)",
          en: 'Central database of the electronic health system (ehealth.api)',
        },
        aliases: ['ЕСОЗ', 'eHealth', 'ehealth.api'],
        shortDescription: {
          uk: 'Реєстри пацієнтів, надавачів медичних послуг і декларацій з програмним інтерфейсом',
          en: 'Registers of patients, health service providers and declarations with an API',
        },
        functions: ['health.records'],
        longDescription: {
          uk: 'Опублікований код охоплює єдиний покажчик пацієнтів, реєстр надавачів медичних послуг з їхніми підрозділами й лікарями, реєстр декларацій і розрахунок капітаційного звіту. Останні зміни в публічному сховищі датовані 7 червня 2019 року.',
        },
        softwareType: 'standalone/backend',
      },
      technology: {
        programmingLanguages: ['Elixir'],
        databases: ['PostgreSQL'],
        integrations: ['ehealth'],
        repository: { url: 'https://github.com/ehealth-ua/ehealth.api', visibility: 'public' },
        documentationUrl: 'http://docs.uaehealthapi.apiary.io/',
      },
      rights: { license: 'Apache-2.0' },
      assurance: { personalData: 'processed' },
    },
    sources: [
      {
        statement: {
          uk: 'реєстри, мова програмування, база даних, документація, персональні дані',
          en: 'registers, language, database, documentation, personal data',
        },
        source: 'github.com/ehealth-ua/ehealth.api, README.md',
      },
      {
        statement: { uk: 'ліцензія, день останньої зміни', en: 'licence, day of the last change' },
        source: 'https://github.com/ehealth-ua/ehealth.api',
      },
    ],
  },
  {
    key: 'real-uapki',
    document: {
      identity: {
        name: { uk: 'Криптографічна бібліотека UAPKI', en: 'UAPKI cryptographic library' },
        aliases: ['UAPKI'],
        shortDescription: {
          uk: 'Електронний підпис і шифрування за українськими та міжнародними стандартами',
          en: 'Electronic signatures and encryption to Ukrainian and international standards',
        },
        functions: ['identity.signature'],
        longDescription: {
          uk: `Бібліотека підписує й перевіряє повідомлення, створює ключі та запити на сертифікати, працює із захищеними носіями ключів. Відгалужена від проєкту Cryptonite.

- підпис: ДСТУ 4145-2002, ECDSA, RSA;
- гешування: ДСТУ 7564:2014 «Купина», ГОСТ 34.311-95, SHA-2, SHA-3;
- шифрування: ДСТУ 7624:2014 «Калина», ДСТУ 8845:2019 «Струмок», AES.`,
        },
        softwareType: 'library',
        platforms: ['windows', 'linux', 'mac', 'ios', 'android', 'web'],
      },
      technology: {
        programmingLanguages: ['C', 'C++'],
        implements: [{ name: 'ДСТУ 4145-2002' }, { name: 'ДСТУ 7564:2014' }, { name: 'ДСТУ 7624:2014' }],
        repository: { url: 'https://github.com/specinfo-ua/UAPKI', visibility: 'public' },
      },
      assurance: {
        attestations: [
          {
            kind: 'expert-conclusion',
            number: '04/05/02-2096',
            issued: '2021-07-21',
            url: 'https://data.gov.ua/dataset/7b0d45fe-75eb-4d14-9792-59e440305678',
          },
        ],
      },
      rights: { copyrightOwner: 'The UAPKI Authors', license: 'BSD-2-Clause' },
      relations: [{ kind: 'isBasedOn', url: 'https://github.com/privat-it/cryptonite' }],
    },
    sources: [
      {
        statement: {
          uk: 'призначення, алгоритми, платформи, походження, експертний висновок',
          en: 'purpose, algorithms, platforms, origin, expert conclusion',
        },
        source: 'github.com/specinfo-ua/UAPKI, README.md',
      },
      {
        statement: { uk: 'ліцензія, власник авторського права', en: 'licence, copyright owner' },
        source: 'github.com/specinfo-ua/UAPKI, LICENSE',
      },
    ],
  },
  {
    key: 'real-dream',
    document: {
      identity: {
        name: {
          uk: 'Єдина цифрова екосистема управління відновленням DREAM',
          en: 'Digital Restoration Ecosystem for Accountable Management (DREAM)',
        },
        aliases: ['DREAM'],
        shortDescription: {
          uk: 'Дані про всі проєкти відбудови на кожному етапі, від пошкодження до введення в дію',
          en: 'Data on every reconstruction project at each stage, from damage to commissioning',
        },
        functions: ['reconstruction.projects'],
        longDescription: {
          uk: 'Екосистему з літа 2022 року розробляли коаліція RISE Ukraine та міністерство, що відповідає за відновлення. Вона збирає відомості з наявних державних систем і реєстрів, зокрема Prozorro, ЄДР і «Дії», та публікує відкриті дані за стандартом OCDS.',
        },
        audience: { levels: ['central', 'regional', 'local', 'citizen'] },
        softwareType: 'standalone/web',
        platforms: ['web'],
      },
      technology: {
        landingUrl: 'https://dream.gov.ua/',
        integrations: ['prozorro', 'edr', 'diia'],
        standards: [{ name: 'Open Contracting Data Standard' }],
      },
    },
    sources: [
      {
        statement: {
          uk: 'назва, призначення, сайт, розробники, системи першого рівня, OCDS',
          en: 'name, purpose, site, developers, first-level systems, OCDS',
        },
        source:
          'https://ti-ukraine.org/en/news/the-ministry-for-restoration-and-the-rise-ukraine-coalition-presented-the-communication-platform-of-the-digital-ecosystem-for-reconstruction-management-dream/',
      },
    ],
  },
  {
    key: 'real-digital-community',
    document: {
      identity: {
        name: { uk: 'Вебпортал «Дія.Цифрова громада»', en: 'Diia.Digital Community web portal' },
        shortDescription: {
          uk: 'Вимірювання цифрової трансформації регіонів і територіальних громад',
          en: 'Measurement of the digital transformation of regions and communities',
        },
        functions: ['analytics.statistics'],
        longDescription: {
          uk: 'Портал працює за положенням, затвердженим постановою Кабінету Міністрів України від 2 червня 2023 року № 556. Обласні адміністрації та громади заповнюють на ньому показники Індексу цифрової трансформації.',
        },
        audience: { levels: ['regional', 'local'] },
        softwareType: 'standalone/web',
        platforms: ['web'],
      },
      technology: { landingUrl: 'https://hromada.gov.ua/' },
      rights: { holder: MINTSYFRA },
    },
    sources: [
      {
        statement: { uk: 'призначення, сайт, постанова', en: 'purpose, site, resolution' },
        source:
          'https://kolrda.gov.ua/news/v-oda-obhovoryly-tsyfrovu-transformatsiyu-hromad-ta-zapovnennya-indeksu-na-portali-diyatsyfrova',
      },
      {
        statement: { uk: 'володілець', en: 'holder' },
        source: 'Resolution of the Cabinet of Ministers No. 556 of 02.06.2023, point 3',
      },
    ],
  },
  {
    key: 'real-urp',
    document: {
      identity: {
        name: { uk: 'Ukrainian Registry Platform', en: 'Ukrainian Registry Platform' },
        aliases: ['URP'],
        shortDescription: {
          uk: 'Відкрита платформа, щоб формувати, перевіряти й публікувати реєстри',
          en: 'Open-source platform to build, validate and publish registers',
        },
        functions: ['registers'],
      },
      technology: {
        programmingLanguages: ['JavaScript', 'Python'],
        repository: { url: 'https://github.com/opendata835/urp', visibility: 'public' },
      },
      civic: true,
    },
    sources: [
      {
        statement: { uk: 'призначення, відкритий код', en: 'purpose, open source' },
        source: 'github.com/opendata835/urp, README.md',
      },
      {
        statement: {
          uk: 'мови програмування (за файлами сховища); файла ліцензії немає',
          en: 'languages (files of the repository); no licence file',
        },
        source: 'https://github.com/opendata835/urp',
      },
    ],
  },
]
