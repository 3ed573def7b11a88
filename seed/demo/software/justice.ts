import { entry } from '../entry.ts'
import type { DemoSoftware } from '../shape.ts'

/** Legal aid, administrative offences, court work of authorities. */
export const JUSTICE_SOFTWARE: readonly DemoSoftware[] = [
  entry({
    key: 'poradnyk-pravo',
    name: ['«Порадник»: облік безоплатної правничої допомоги', 'Poradnyk legal aid records'],
    short: [
      'Консультації, доручення адвокатам, черговість і звіти місцевого центру допомоги',
      'Consultations, assignments to advocates and reports of a legal aid centre',
    ],
    long: [
      `Фахівець записує суть питання вільною мовою, а програма пропонує галузь права й перевіряє, чи належить людина до захищених категорій. Доручення адвокатові розсилаються за чергою з урахуванням мови, відстані та конфлікту інтересів.

Адвокатська таємниця збережена: після передання справи центр бачить тільки стадію.`,
      `A specialist writes the question in free words; the program suggests the field of law and checks eligibility. Assignments go round advocates by language, distance and conflict of interest. After hand-over the centre sees only the stage of the case.`,
    ],
    features: {
      uk: ['Підказка галузі права за описом', 'Розподіл доручень між адвокатами', 'Перевірка підстав для допомоги'],
      en: ['Suggested field of law', 'Assignment rota for advocates', 'Eligibility checks'],
    },
    functions: ['justice'],
    categories: ['crm', 'appointment-scheduling'],
    dk021: ['48445000-9'],
    audience: { levels: ['institution', 'regional'], scope: ['justice'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['PHP'],
    databases: ['PostgreSQL'],
    integrations: ['trembita', 'diia-signature'],
    repository: { url: 'https://git.example.org/prydesnianska/poradnyk', visibility: 'public' },
    documentationUrl: 'https://prydesnianska.example/poradnyk',
    version: '1.12',
    releaseDate: '2025-12-03',
    personalData: 'processed',
    holder: 'UA-EDR-99002108',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: { title: 'Договір про створення службової програми', number: '61', date: '2021-05-18' },
    license: 'GPL-3.0-or-later',
    grants: [{ permittedUsers: 'anyone', license: 'GPL-3.0-or-later', gratuitous: true, from: '2021-06-01' }],
    fundingSources: ['local-budget', 'international-aid'],
    developers: [{ name: 'ТОВ «Документ Ліс»', organization: 'UA-EDR-99003096', role: 'author', from: '2021-05-18' }],
    experts: [
      {
        expert: 'smerechanska',
        role: 'business-analyst',
        from: '2021-04-01',
        to: '2021-05-14',
        conflictOfInterest: 'Представляла розробника у спорі 2022 року, після завершення роботи.',
      },
    ],
    contact: { role: { uk: 'Правовий сектор' }, email: 'poradnyk@prydesnianska.example' },
    maintenance: { type: 'internal' },
  }),

  entry({
    key: 'protokol-kupap',
    name: ['Програмний комплекс обліку справ про адміністративні правопорушення', 'Administrative offence cases'],
    aliases: ['ПК «Адмінпротокол»'],
    short: [
      'Від протоколу до сплати штрафу: розгляд комісією, постанова, виконавча служба',
      'From report to fine: commission hearing, ruling and enforcement',
    ],
    long: `Посадова особа обирає статтю КУпАП, і бланк набуває потрібних граф. Строки накладення стягнення рахуються з дня виявлення; за тиждень до спливу справа підсвічується.

| Стадія | Хто працює |
|---|---|
| протокол | інспектор |
| розгляд | адмінкомісія |
| примусове виконання | юрист |

Штрафи звіряються з виписками казначейства за кодом платежу.`,
    functions: ['justice.enforcement'],
    categories: ['workflow-management', 'document-management'],
    dk021: ['48311000-1'],
    audience: { levels: ['local'], communitySizes: ['10000-50000', '50000-200000', 'over-200000'] },
    softwareType: 'standalone/web',
    platforms: ['web'],
    developmentStatus: 'stable',
    lifecycleStage: 'operation',
    interfaceLanguages: ['uk'],
    programmingLanguages: ['C#'],
    databases: ['PostgreSQL'],
    integrations: ['treasury', 'diia-signature', 'trembita'],
    version: '7',
    releaseDate: '2024-03-11',
    personalData: 'processed',
    attestations: [{ kind: 'kszi', number: '19055', issued: '2018-06-04', expires: '2023-06-04' }],
    sourceDeposit: { handedOver: 'yes', where: 'Оптичний диск, відділ діловодства' },
    holder: 'UA-EDR-99001462',
    basis: 'commissioned-work',
    kind: 'exclusive-economic',
    transferDocument: { title: 'Акт виконаних робіт, етап 4', number: '4', date: '2018-05-28' },
    grants: [
      {
        permittedUsers: 'level',
        levels: ['community', 'district'],
        gratuitous: true,
        from: '2018-09-01',
        to: '2023-08-31',
        document: { title: 'Рішення Ворсклянської міської ради', number: '33-09', date: '2018-08-15' },
        clause: 'п. 3',
      },
    ],
    relations: [{ kind: 'usesComponent', target: 'pidpys-modul' }],
    fundingSources: ['local-budget'],
    developers: [
      {
        name: 'ТОВ «Рахівниця»',
        organization: 'UA-EDR-99003305',
        role: 'author',
        from: '2017-08-01',
        to: '2018-05-28',
      },
    ],
    maintenance: { type: 'none' },
  }),

  entry({
    key: 'sudovi-spravy-rady',
    state: 'draft',
    name: ['Претензійно-позовний журнал ради', 'Council litigation log'],
    short: [
      'Судові справи за участю ради: засідання, строки оскарження, стягнені суми',
      'Court cases of the council with hearings, appeal terms and sums recovered',
    ],
    functions: ['justice.litigation'],
    softwareType: 'standalone/web',
    developmentStatus: 'concept',
    lifecycleStage: 'initiation',
    personalData: 'unknown',
    holder: 'UA-EDR-99001163',
  }),
]
