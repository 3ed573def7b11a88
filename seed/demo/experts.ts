import type { DemoExpert } from './shape.ts'

type Expert = DemoExpert['expert']
type Qualification = NonNullable<Expert['qualifications']>[number]

/** A certificate or diploma: title in both languages, number, day of issue and, where it ends, the last day. */
function qualification(uk: string, en: string, number: string, issued: string, validUntil?: string): Qualification {
  return { title: { uk, en }, number, issued, ...(validUntil ? { validUntil } : {}) }
}

/**
 * Fictional experts; every name is invented. The two who withdrew their consent are here with their names so that the
 * loader exercises the erasure: the register must not keep or show them.
 */
export const DEMO_EXPERTS: readonly DemoExpert[] = [
  {
    key: 'obodianska',
    expert: {
      name: { uk: 'Ободянська Ярина Степанівна', en: 'Yaryna Obodianska' },
      specialism: {
        uk: 'Експертиза технічних завдань на державні реєстри, моделювання даних',
        en: 'Review of specifications for state registers, data modelling',
      },
      affiliation: {
        organization: 'UA-EDR-99002719',
        name: {
          uk: 'Державне підприємство «Центр супроводу державних реєстрів»',
          en: 'Centre for the Support of State Registers',
        },
      },
      qualifications: [
        qualification('Кандидат технічних наук', 'Candidate of Technical Sciences', 'КТН-0417-Д', '2014-06-25'),
        qualification(
          'Сертифікат експерта з інформатизації',
          'Informatization expert certificate',
          'ЕІ-0118',
          '2024-02-12',
          '2027-02-12',
        ),
      ],
      conflictOfInterest: {
        uk: 'У 2016–2019 роках працювала аналітикинею ТОВ «Вежа Інтегро»; проєктів цього товариства не оцінює.',
        en: 'Worked as an analyst at Vezha Intehro LLC in 2016–2019; does not assess its projects.',
      },
      consent: { state: 'given', date: '2026-03-04', document: 'Згода від 04.03.2026 № 1' },
    },
  },
  {
    key: 'tkachuk-zoria',
    expert: {
      name: { uk: 'Ткачук-Зоря Остап Северинович', en: 'Ostap Tkachuk-Zoria' },
      specialism: {
        uk: 'Комплексні системи захисту інформації, приймальні випробування',
        en: 'Comprehensive information protection systems, acceptance testing',
      },
      affiliation: {
        organization: 'UA-EDR-99003268',
        name: { uk: 'ТОВ «Криптокобзар»', en: 'Kryptokobzar LLC' },
      },
      qualifications: [
        qualification(
          'Атестат аудитора систем управління інформаційною безпекою за ISO/IEC 27001',
          'ISO/IEC 27001 lead auditor certificate',
          'LA-27-5530',
          '2023-10-09',
          '2026-10-09',
        ),
      ],
      conflictOfInterest: {
        uk: 'Працівник товариства, що надає послуги з захисту інформації; не бере участі в оцінюванні своїх замовників.',
        en: 'Employed by a provider of information protection services; recuses from its customers.',
      },
      consent: { state: 'given', date: '2026-03-11', document: 'Згода від 11.03.2026 № 2' },
    },
  },
  {
    key: 'bilohrud',
    expert: {
      name: { uk: "Білогруд Мар'яна Корніївна", en: 'Mariana Bilohrud' },
      specialism: {
        uk: 'Оцінка впливу на захист персональних даних у соціальній і медичній сферах',
        en: 'Data protection impact assessment in social care and health',
      },
      affiliation: {
        organization: 'UA-EDR-99000413',
        name: {
          uk: "Полтавське обласне управління цифрових сервісів охорони здоров'я",
          en: 'Poltava Regional Directorate of Digital Health Services',
        },
      },
      qualifications: [
        qualification('Магістр права', 'Master of Laws', 'МП 18-2204', '2018-06-30'),
        qualification(
          'Сертифікат відповідальної особи з захисту персональних даних',
          'Data protection officer certificate',
          'DPO-0390',
          '2025-01-20',
          '2028-01-20',
        ),
      ],
      conflictOfInterest: { uk: 'Конфлікту інтересів не заявлено.', en: 'No conflict of interest declared.' },
      consent: { state: 'given', date: '2026-02-17', document: 'Згода від 17.02.2026 № 3' },
    },
  },
  {
    key: 'rii',
    expert: {
      name: { uk: 'Рій Тадей Юхимович', en: 'Tadei Rii' },
      specialism: {
        uk: 'Незалежний технічний нагляд за розробленням геоінформаційних систем',
        en: 'Independent supervision of geographic information system development',
      },
      affiliation: {
        organization: 'UA-EDR-99000347',
        name: { uk: 'Львівська обласна служба цифрової спадщини', en: 'Lviv Regional Digital Heritage Service' },
      },
      qualifications: [
        qualification('Інженер-геодезист', 'Geodetic engineer', 'ІГ-007812', '2009-05-14'),
        qualification(
          'Сертифікат PRINCE2 Practitioner',
          'PRINCE2 Practitioner',
          'P2-661204',
          '2022-09-01',
          '2025-09-01',
        ),
      ],
      conflictOfInterest: {
        uk: 'Володів часткою 2 % у ТОВ «Геометрика Захід» до грудня 2021 року, частку продано.',
        en: 'Held 2% of Heometryka Zakhid LLC until December 2021; the share has been sold.',
      },
      consent: { state: 'given', date: '2026-03-18', document: 'Згода від 18.03.2026 № 4' },
    },
  },
  {
    key: 'vyshnepolianska',
    expert: {
      name: { uk: 'Вишнеполянська Олеся Гнатівна', en: 'Olesia Vyshnepolianska' },
      specialism: {
        uk: 'Бізнес-аналіз адміністративних послуг, опис процесів у нотації BPMN',
        en: 'Business analysis of administrative services, process modelling in BPMN',
      },
      affiliation: {
        organization: 'UA-EDR-99001163',
        name: { uk: 'Інгулинська міська рада', en: 'Inhulynsk City Council' },
      },
      qualifications: [
        qualification(
          'Сертифікат CBAP',
          'Certified Business Analysis Professional',
          'CBAP-20931',
          '2024-05-27',
          '2027-05-27',
        ),
      ],
      conflictOfInterest: null,
      consent: { state: 'given', date: '2026-04-02', document: 'Згода від 02.04.2026 № 5' },
    },
  },
  {
    key: 'stodolia',
    expert: {
      name: { uk: 'Стодоля Всеволод Якимович', en: 'Vsevolod Stodolia' },
      specialism: {
        uk: "Оцінка майнових прав на комп'ютерні програми",
        en: 'Valuation of property rights in software',
      },
      affiliation: null,
      qualifications: [
        qualification(
          'Свідоцтво оцінювача нематеріальних активів',
          'Intangible asset valuer certificate',
          'ОНА-1265/24',
          '2024-08-15',
          '2026-08-15',
        ),
      ],
      conflictOfInterest: {
        uk: 'Надавав платні послуги оцінки ПП «Кодова світлиця» у 2025 році.',
        en: 'Provided paid valuation services to Kodova Svitlytsia PE in 2025.',
      },
      consent: { state: 'given', date: '2026-02-25', document: 'Згода від 25.02.2026 № 6' },
    },
  },
  {
    key: 'mankivets',
    expert: {
      name: { uk: 'Маньківець Лідія Орестівна', en: 'Lidiia Mankivets' },
      specialism: {
        uk: "Судова комп'ютерно-технічна експертиза: походження коду, сліди змін у базах даних",
        en: 'Forensic examination of software: origin of code, traces of changes in databases',
      },
      affiliation: {
        organization: 'UA-EDR-99002369',
        name: { uk: 'Хвилеградський університет прикладних наук', en: 'Khvylehrad University of Applied Sciences' },
      },
      qualifications: [
        qualification(
          "Свідоцтво судового експерта за спеціальністю «Дослідження комп'ютерної техніки та програмних продуктів»",
          'Forensic expert certificate, computer equipment and software',
          'СЕ-1908',
          '2023-12-01',
          '2026-12-01',
        ),
        qualification('Доктор філософії з кібербезпеки', 'PhD in cybersecurity', 'ДФ 000931', '2021-11-30'),
      ],
      conflictOfInterest: { uk: 'Конфлікту інтересів не заявлено.', en: 'No conflict of interest declared.' },
      consent: { state: 'given', date: '2026-03-30', document: 'Згода від 30.03.2026 № 7' },
    },
  },
  {
    key: 'kozubniak',
    expert: {
      name: { uk: 'Козубняк Іларіон Петрович', en: 'Ilarion Kozubniak' },
      specialism: {
        uk: 'Аудит безпеки вебзастосунків, тестування на проникнення',
        en: 'Web application security audit, penetration testing',
      },
      affiliation: {
        organization: 'UA-EDR-99003245',
        name: { uk: "ТОВ «Дев'ята лінія»", en: 'Deviata Liniia LLC' },
      },
      qualifications: [
        qualification('Сертифікат OSCP', 'Offensive Security Certified Professional', 'OS-77120', '2022-03-19'),
        qualification(
          'Сертифікат CISA',
          'Certified Information Systems Auditor',
          '23-118840',
          '2023-07-05',
          '2026-07-05',
        ),
      ],
      conflictOfInterest: {
        uk: 'Роботодавець розробляє системи електронної черги; аудит таких систем не виконує.',
        en: 'The employer develops queue systems; does not audit systems of that kind.',
      },
      consent: { state: 'given', date: '2026-04-09', document: 'Згода від 09.04.2026 № 8' },
    },
  },
  {
    key: 'drahanchuk',
    expert: {
      name: { uk: 'Драганчук Соломія Вітівна', en: 'Solomiia Drahanchuk' },
      specialism: {
        uk: 'Членство в приймальних комісіях, освітні інформаційні системи',
        en: 'Acceptance commissions, information systems in education',
      },
      affiliation: {
        organization: 'UA-EDR-99002441',
        name: { uk: 'Ясеногірський центр професійної освіти', en: 'Yasenohir Vocational Education Centre' },
      },
      qualifications: [
        qualification('Вчитель інформатики вищої категорії', 'Senior teacher of informatics', 'ВК-2210', '2017-04-11'),
      ],
      conflictOfInterest: null,
      consent: { state: 'given', date: '2026-04-14', document: 'Згода від 14.04.2026 № 9' },
    },
  },
  {
    key: 'pasikivskyi',
    expert: {
      name: { uk: "Пасіківський Назар Лук'янович", en: 'Nazar Pasikivskyi' },
      specialism: {
        uk: 'Технічне адміністрування реєстрів, резервне копіювання, відновлення після аварій',
        en: 'Technical administration of registers, backup and disaster recovery',
      },
      affiliation: {
        organization: 'UA-EDR-99002719',
        name: {
          uk: 'Державне підприємство «Центр супроводу державних реєстрів»',
          en: 'Centre for the Support of State Registers',
        },
      },
      qualifications: [
        qualification(
          'Сертифікат адміністратора PostgreSQL рівня «Professional»',
          'PostgreSQL administrator, professional level',
          'PG-P-0712',
          '2025-06-03',
        ),
      ],
      conflictOfInterest: { uk: 'Конфлікту інтересів не заявлено.', en: 'No conflict of interest declared.' },
      consent: { state: 'given', date: '2026-03-23', document: 'Згода від 23.03.2026 № 10' },
    },
  },
  {
    key: 'haidamachenko',
    expert: {
      name: { uk: 'Гайдамаченко Емілія Романівна', en: 'Emiliia Haidamachenko' },
      specialism: {
        uk: 'Доступність цифрових послуг за EN 301 549 і ДСТУ ISO/IEC 40500',
        en: 'Accessibility of digital services under EN 301 549 and ISO/IEC 40500',
      },
      affiliation: {
        organization: 'UA-EDR-99003340',
        name: { uk: "ГО «Відкрите подвір'я»", en: 'Vidkryte Podviria NGO' },
      },
      qualifications: [
        qualification(
          'Сертифікат CPACC',
          'Certified Professional in Accessibility Core Competencies',
          'CP-40418',
          '2024-11-22',
          '2027-11-22',
        ),
      ],
      conflictOfInterest: {
        uk: 'Організація отримує гранти Фонду «Аура Лок»; проєктів фонду не оцінює.',
        en: 'The organization receives Aura Lok grants; does not assess the projects of the fund.',
      },
      consent: { state: 'given', date: '2026-05-06', document: 'Згода від 06.05.2026 № 11' },
    },
  },
  {
    key: 'chornolutskyi',
    expert: {
      name: { uk: "Чорнолуцький Дем'ян Васильович", en: 'Demian Chornolutskyi' },
      specialism: {
        uk: 'Експертиза вартості робіт з розроблення програм, метод функціональних точок',
        en: 'Cost review of software development, function point analysis',
      },
      affiliation: null,
      qualifications: [
        qualification(
          'Сертифікат фахівця з функціональних точок',
          'Function point specialist certificate',
          'CFPS-118',
          '2023-02-28',
          '2026-02-28',
        ),
        qualification('Аудитор', 'Auditor', 'А-009-ТР', '2012-12-20'),
      ],
      conflictOfInterest: {
        uk: 'До 2024 року консультував ТДВ «Карпатпрограма» щодо кошторисів.',
        en: 'Advised Karpatprohrama ALC on estimates until 2024.',
      },
      consent: { state: 'given', date: '2026-03-12', document: 'Згода від 12.03.2026 № 12' },
    },
  },
  {
    key: 'kitrus',
    expert: {
      name: { uk: 'Кітрусь Богдана Ігорівна', en: 'Bohdana Kitrus' },
      specialism: {
        uk: 'Експертиза проєктів інформатизації у сфері архівів і бібліотек',
        en: 'Review of informatization projects for archives and libraries',
      },
      affiliation: {
        organization: 'UA-EDR-99000117',
        name: { uk: 'Агентство державних електронних архівів', en: 'State Electronic Archives Agency' },
      },
      qualifications: [
        qualification(
          'Сертифікат експерта з інформатизації',
          'Informatization expert certificate',
          'ЕІ-0206',
          '2025-09-18',
          '2028-09-18',
        ),
      ],
      conflictOfInterest: { uk: 'Конфлікту інтересів не заявлено.', en: 'No conflict of interest declared.' },
      consent: { state: 'given', date: '2026-05-20', document: 'Згода від 20.05.2026 № 13' },
    },
  },
  {
    key: 'lisovodskyi',
    expert: {
      name: { uk: 'Лісоводський Артемій Данилович', en: 'Artemii Lisovodskyi' },
      specialism: {
        uk: 'Водний і лісовий облік, датчики та передавання показів',
        en: 'Water and forest accounting, sensors and telemetry',
      },
      affiliation: {
        organization: 'UA-EDR-99002795',
        name: { uk: 'Державне підприємство «Водоблік-Інформ»', en: 'Vodoblik-Inform State Enterprise' },
      },
      qualifications: [qualification('Інженер-гідролог', 'Hydrological engineer', 'ГЛ-33-104', '2011-06-29')],
      conflictOfInterest: null,
      consent: { state: 'given', date: '2026-06-01', document: 'Згода від 01.06.2026 № 14' },
    },
  },
  {
    key: 'smerechanska',
    expert: {
      name: { uk: 'Смеречанська Віталіна Антонівна', en: 'Vitalina Smerechanska' },
      specialism: {
        uk: 'Правовий аналіз договорів про передання майнових прав на програми',
        en: 'Legal analysis of agreements transferring software property rights',
      },
      affiliation: null,
      qualifications: [
        qualification(
          'Свідоцтво про право на заняття адвокатською діяльністю',
          'Certificate of admission to the bar',
          'АД-2017/0045',
          '2017-03-03',
        ),
        qualification('Патентний повірений', 'Patent attorney', 'ПП-0588', '2020-10-15'),
      ],
      conflictOfInterest: {
        uk: 'Представляла інтереси ТОВ «Документ Ліс» у спорі 2022 року.',
        en: 'Represented Dokument Lis LLC in a dispute in 2022.',
      },
      consent: { state: 'given', date: '2026-04-21', document: 'Згода від 21.04.2026 № 15' },
    },
  },
  {
    key: 'poletylo',
    expert: {
      name: { uk: 'Полетило Онисим Федорович', en: 'Onysym Poletylo' },
      specialism: { uk: 'Диспетчеризація та громадський транспорт', en: 'Dispatching and public transport' },
      affiliation: {
        organization: 'UA-EDR-99002553',
        name: { uk: 'КП «Хвилеградські електронні перевезення»', en: 'Khvylehrad Electronic Transit' },
      },
      qualifications: [],
      conflictOfInterest: null,
      consent: { state: 'given', date: '2026-06-10', document: 'Згода від 10.06.2026 № 16' },
    },
  },
  {
    key: 'harmashnyk',
    expert: {
      name: { uk: 'Гармашник Христина Пилипівна', en: 'Khrystyna Harmashnyk' },
      specialism: {
        uk: 'Впровадження медичних інформаційних систем, навчання персоналу',
        en: 'Roll-out of health information systems, staff training',
      },
      affiliation: {
        organization: 'UA-EDR-99002145',
        name: { uk: 'КНП «Яворинецька міська лікарня»', en: 'Yavorynets Town Hospital' },
      },
      qualifications: [
        qualification("Магістр громадського здоров'я", 'Master of Public Health', 'МГЗ-4470', '2020-02-07'),
      ],
      conflictOfInterest: {
        uk: 'Родич працює у ТОВ «Медоблік Плюс»; від оцінювання робіт цього товариства утримується.',
        en: 'A relative works at Medoblik Plius LLC; abstains from assessing its work.',
      },
      consent: { state: 'given', date: '2026-05-13', document: 'Згода від 13.05.2026 № 17' },
    },
  },
  {
    key: 'borovlynets',
    expert: {
      name: { uk: 'Боровлинець Кирило Зеновійович', en: 'Kyrylo Borovlynets' },
      specialism: {
        uk: 'Електронний документообіг, архівне зберігання підписаних документів',
        en: 'Electronic document flow, archival storage of signed documents',
      },
      affiliation: {
        organization: 'UA-EDR-99000465',
        name: {
          uk: 'Харківський обласний центр електронного документообігу громад',
          en: 'Kharkiv Regional Centre for Community Document Flow',
        },
      },
      qualifications: [
        qualification(
          'Сертифікат експерта з інформатизації',
          'Informatization expert certificate',
          'ЕІ-0091',
          '2022-06-14',
          '2025-06-14',
        ),
      ],
      conflictOfInterest: { uk: 'Конфлікту інтересів не заявлено.', en: 'No conflict of interest declared.' },
      consent: { state: 'given', date: '2026-02-09', document: 'Згода від 09.02.2026 № 18' },
    },
  },
  {
    key: 'tserkovniak',
    expert: {
      name: { uk: 'Церковняк Уляна Маркіянівна', en: 'Uliana Tserkovniak' },
      specialism: {
        uk: 'Якість даних, відкриті дані, зіставлення довідників',
        en: 'Data quality, open data, code list mapping',
      },
      affiliation: {
        organization: 'UA-EDR-99003417',
        name: { uk: 'ГО «Код громади»', en: 'Community Code NGO' },
      },
      qualifications: [
        qualification('Бакалавр прикладної статистики', 'Bachelor of Applied Statistics', 'Б-21-90533', '2021-07-01'),
      ],
      conflictOfInterest: null,
      consent: { state: 'given', date: '2026-06-22', document: 'Згода від 22.06.2026 № 19' },
    },
  },
  {
    key: 'nahirchak',
    expert: {
      name: { uk: 'Нагірчак Зиновій Трохимович', en: 'Zynovii Nahirchak' },
      specialism: { uk: 'Теплові мережі та облік енергоресурсів', en: 'Heating networks and energy accounting' },
      affiliation: {
        organization: 'UA-EDR-99002665',
        name: { uk: 'КП «Сейминецькі теплові мережі»', en: 'Seimynets Heating Networks' },
      },
      qualifications: [],
      conflictOfInterest: null,
      consent: { state: 'asked', date: '2026-10-05' },
    },
  },
  {
    key: 'fedunchak',
    expert: {
      name: { uk: 'Федунчак Меланія Устимівна', en: 'Melaniia Fedunchak' },
      specialism: {
        uk: 'Соціальні послуги, оцінювання потреб громади',
        en: 'Social services, community needs assessment',
      },
      affiliation: {
        organization: 'UA-EDR-99002493',
        name: { uk: 'Центр надання соціальних послуг Горинецької міської ради', en: 'Horynets Social Services Centre' },
      },
      qualifications: [],
      conflictOfInterest: null,
      consent: { state: 'asked', date: '2026-10-19' },
    },
  },
  {
    key: 'rohozovets',
    expert: {
      name: { uk: 'Рогозовець Сава Климович', en: 'Sava Rohozovets' },
      specialism: { uk: 'Захист інформації в медичних закладах', en: 'Information protection in health institutions' },
      affiliation: null,
      qualifications: [qualification('Магістр кібербезпеки', 'Master of Cybersecurity', 'М-КБ-7781', '2022-01-28')],
      conflictOfInterest: null,
      consent: { state: 'asked', date: '2026-11-02' },
    },
  },
  {
    key: 'khmelivchuk',
    expert: {
      name: { uk: 'Хмелівчук Аделіна Юліанівна', en: 'Adelina Khmelivchuk' },
      specialism: { uk: 'Незалежний технічний нагляд', en: 'Independent supervision' },
      affiliation: null,
      qualifications: [],
      conflictOfInterest: null,
      consent: { state: 'withdrawn', date: '2026-09-15', document: 'Заява від 15.09.2026 № В-1' },
    },
  },
  {
    key: 'topolchuk',
    expert: {
      name: { uk: 'Топольчук Мефодій Арсенович', en: 'Mefodii Topolchuk' },
      specialism: { uk: 'Аудит безпеки', en: 'Security audit' },
      affiliation: {
        organization: 'UA-EDR-99003110',
        name: { uk: 'ПП «Скіфсистема»', en: 'Skifsystema PE' },
      },
      qualifications: [],
      conflictOfInterest: null,
      consent: { state: 'withdrawn', date: '2026-08-03', document: 'Заява від 03.08.2026 № В-2' },
    },
  },
]
