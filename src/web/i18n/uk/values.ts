import type { EXPERT_ROLES, GOVERNMENT_LEVELS, ORGANIZATION_KINDS } from '../../../directory/model.ts'
import type { Role } from '../../../kernel/actor.ts'
import type { CompletenessCheck } from '../../../software/completeness.ts'
import type { DEPLOYMENT_STATES } from '../../../software/deployment.ts'
import type {
  Attestation,
  AUDIENCES,
  COMMUNITY_SIZES,
  DEVELOPER_ROLES,
  DEVELOPMENT_STATUSES,
  FieldGroup,
  FUNDING_SOURCES,
  INTEGRATIONS,
  LIFECYCLE_STAGES,
  MAINTENANCE_TYPES,
  Provenance,
  RELATION_KINDS,
  SOFTWARE_TYPES,
  SoftwareDocument,
  SoftwareState,
} from '../../../software/model.ts'
import type { PERMITTED_USERS, REFUSAL_REASONS, RIGHTS_BASES, RIGHTS_KINDS } from '../../../software/rights.ts'
import type { Verdict } from '../../../software/verdict.ts'

type Labels<Value extends string> = Readonly<Record<Value, string>>
type Of<Values extends readonly string[]> = Labels<Values[number]>

/** A word for every value of every closed list of the register; a value without one does not compile. */
export interface ValueLabels {
  readonly verdict: Labels<Verdict>
  readonly verdictShort: Labels<Verdict>
  readonly organizationKind: Of<typeof ORGANIZATION_KINDS>
  readonly governmentLevel: Of<typeof GOVERNMENT_LEVELS>
  readonly expertRole: Of<typeof EXPERT_ROLES>
  readonly softwareState: Labels<SoftwareState>
  readonly developmentStatus: Of<typeof DEVELOPMENT_STATUSES>
  readonly lifecycleStage: Of<typeof LIFECYCLE_STAGES>
  readonly softwareType: Of<typeof SOFTWARE_TYPES>
  readonly maintenanceType: Of<typeof MAINTENANCE_TYPES>
  readonly communitySize: Of<typeof COMMUNITY_SIZES>
  readonly audience: Of<typeof AUDIENCES>
  readonly integration: Of<typeof INTEGRATIONS>
  readonly fundingSource: Of<typeof FUNDING_SOURCES>
  readonly developerRole: Of<typeof DEVELOPER_ROLES>
  /** Read from the entry that names the other: "is a variant of …". */
  readonly relation: Of<typeof RELATION_KINDS>
  /** The same read from the other side: "its variant is …". */
  readonly relationFrom: Of<typeof RELATION_KINDS>
  readonly attestation: Labels<ReturnType<typeof Attestation.parse>['kind']>
  readonly repositoryVisibility: Labels<NonNullable<SoftwareDocument['technology']['repository']>['visibility']>
  readonly personalData: Labels<SoftwareDocument['assurance']['personalData']>
  readonly sourceHandedOver: Labels<SoftwareDocument['assurance']['sourceDeposit']['handedOver']>
  readonly fieldGroup: Labels<FieldGroup>
  readonly origin: Labels<Provenance['origin']>
  readonly rightsBasis: Of<typeof RIGHTS_BASES>
  readonly rightsKind: Of<typeof RIGHTS_KINDS>
  readonly refusalReason: Of<typeof REFUSAL_REASONS>
  readonly permittedUsers: Of<typeof PERMITTED_USERS>
  readonly deploymentState: Of<typeof DEPLOYMENT_STATES>
  readonly actorRole: Labels<Role>
  /** Values of the catalogue's licence facet that are no licence. */
  readonly licenseFacet: Labels<'exclusive-rights' | 'proprietary' | 'not-stated'>
  readonly completeness: Readonly<Record<CompletenessCheck, { readonly label: string; readonly why: string }>>
  /** Platforms as publiccode.yml files write them, in lower case; others are shown as written. */
  readonly platform: Readonly<Record<string, string>>
}

export const values: ValueLabels = {
  verdict: {
    'may-use': 'Можна використовувати',
    'on-conditions': 'Можна на певних умовах',
    'ask-holder': 'Треба запитати володільця',
    'may-not': 'Не можна',
    unknown: 'Права не описано',
  },
  verdictShort: {
    'may-use': 'Можна',
    'on-conditions': 'На умовах',
    'ask-holder': 'Запитати',
    'may-not': 'Не можна',
    unknown: 'Не описано',
  },
  organizationKind: {
    'central-authority': 'Центральний орган влади',
    'regional-authority': 'Обласний орган влади',
    'local-authority': 'Орган місцевого самоврядування',
    'state-enterprise': 'Державне підприємство',
    'municipal-enterprise': 'Комунальне підприємство',
    'public-institution': 'Бюджетна установа',
    company: 'Компанія',
    'sole-proprietor': 'Фізична особа-підприємець',
    'non-governmental': 'Громадська організація',
    international: 'Міжнародна організація',
    'foreign-public-body': 'Іноземний публічний орган',
    other: 'Інша організація',
  },
  governmentLevel: { state: 'державний', region: 'обласний', district: 'районний', community: 'громада' },
  expertRole: {
    'informatization-expert': 'Експерт з інформатизації',
    'information-protection-expert': 'Експерт із захисту інформації',
    'security-auditor': 'Аудитор інформаційної безпеки',
    'independent-supervision': 'Незалежний технічний нагляд',
    'acceptance-commission': 'Член приймальної комісії',
    'forensic-expert': 'Судовий експерт',
    'intellectual-property-valuer': 'Оцінювач прав інтелектуальної власності',
    'technical-administrator': 'Технічний адміністратор',
    'business-analyst': 'Бізнес-аналітик',
    'data-protection-officer': 'Відповідальна особа із захисту персональних даних',
  },
  softwareState: {
    draft: 'Чернетка',
    submitted: 'На розгляді',
    returned: 'Повернено на доопрацювання',
    published: 'Оприлюднено',
    archived: 'В архіві',
  },
  developmentStatus: {
    concept: 'Задум',
    development: 'Розробляється',
    beta: 'Пробна версія',
    stable: 'Стабільна версія',
    obsolete: 'Застаріле',
  },
  lifecycleStage: {
    initiation: 'Ініціювання',
    design: 'Проєктування',
    development: 'Розроблення та впровадження',
    operation: 'Промислова експлуатація',
    retirement: 'Виведення з експлуатації',
  },
  softwareType: {
    'standalone/mobile': 'Мобільний застосунок',
    'standalone/iot': 'Програма для пристроїв',
    'standalone/desktop': 'Настільна програма',
    'standalone/web': 'Вебсистема',
    'standalone/backend': 'Серверна програма',
    'standalone/other': 'Самостійна програма',
    addon: 'Доповнення до іншої програми',
    library: 'Бібліотека',
    configurationFiles: 'Набір налаштувань',
  },
  maintenanceType: {
    internal: 'Власними силами',
    contract: 'За договором',
    community: 'Спільнотою',
    none: 'Не супроводжується',
  },
  communitySize: {
    'under-5000': 'до 5 тис. жителів',
    '5000-10000': '5–10 тис. жителів',
    '10000-50000': '10–50 тис. жителів',
    '50000-200000': '50–200 тис. жителів',
    'over-200000': 'понад 200 тис. жителів',
  },
  audience: {
    central: 'Центральні органи влади',
    regional: 'Обласні органи влади',
    local: 'Громади',
    institution: 'Бюджетні установи',
    enterprise: 'Державні й комунальні підприємства',
    citizen: 'Громадяни',
    business: 'Бізнес',
  },
  integration: {
    trembita: 'Трембіта',
    'id-gov-ua': 'id.gov.ua',
    diia: 'Дія',
    'diia-signature': 'Дія.Підпис',
    prozorro: 'Prozorro',
    treasury: 'Казначейство',
    'sev-ovv': 'СЕВ ОВВ',
    edr: 'Єдиний державний реєстр (ЄДР)',
    'demographic-register': 'Демографічний реєстр',
    ehealth: 'ЕСОЗ (eHealth)',
    dream: 'DREAM',
    'open-data-portal': 'Портал відкритих даних',
    other: 'Інші системи',
  },
  fundingSource: {
    'state-budget': 'Державний бюджет',
    'local-budget': 'Місцевий бюджет',
    'international-aid': 'Міжнародна допомога',
    'enterprise-revenue': 'Власні кошти підприємства',
    civic: 'Громадська ініціатива',
  },
  developerRole: {
    author: 'Автор',
    integrator: 'Інтегратор',
    maintainer: 'Супровід',
    subcontractor: 'Субпідрядник',
  },
  relation: {
    isBasedOn: 'Створено на основі',
    variantOf: 'Варіант рішення',
    replaces: 'Замінює',
    partOfSuite: 'Входить до комплексу',
    similarTo: 'Схоже на',
    usesComponent: 'Містить складник',
  },
  relationFrom: {
    isBasedOn: 'На його основі створено',
    variantOf: 'Має варіант',
    replaces: 'Його замінює',
    partOfSuite: 'До комплексу входить',
    similarTo: 'Схоже на',
    usesComponent: 'Є складником рішення',
  },
  attestation: {
    kszi: 'Атестат відповідності КСЗІ',
    authorisation: 'Авторизація з безпеки',
    'expert-conclusion': 'Експертний висновок',
    other: 'Інший документ',
  },
  repositoryVisibility: { public: 'відкритий', restricted: 'з обмеженим доступом', unknown: 'доступ не з’ясовано' },
  personalData: {
    processed: 'Обробляє персональні дані',
    'not-processed': 'Не обробляє персональних даних',
    unknown: 'Не повідомлено',
  },
  sourceHandedOver: { yes: 'Передано', no: 'Не передано', unknown: 'Не повідомлено' },
  fieldGroup: {
    identity: 'Назва й призначення',
    technology: 'Технологія',
    assurance: 'Безпека й надійність',
    rights: 'Права',
    relations: 'Зв’язки з іншими рішеннями',
    funding: 'Фінансування',
    people: 'Люди',
    maintenance: 'Супровід',
    usedBy: 'Заявлені користувачі',
  },
  origin: {
    typed: 'внесено до реєстру',
    'publiccode.yml': 'з файла publiccode.yml',
    'code.json': 'з файла code.json',
    contract: 'з договору',
    demonstration: 'демонстраційні дані',
  },
  rightsBasis: {
    'commissioned-work': 'Твір, створений на замовлення',
    'work-of-employee': 'Службовий твір',
    licence: 'Ліцензія',
    'open-source': 'Відкритий код',
    subscription: 'Підписка',
  },
  rightsKind: {
    'exclusive-economic': 'Виключні майнові права',
    shared: 'Спільні майнові права',
    'non-exclusive-licence': 'Невиключна ліцензія',
    'open-source': 'Відкрита ліцензія',
  },
  refusalReason: {
    'state-secret': 'Державна таємниця',
    'critical-infrastructure': 'Захист критичної інфраструктури',
    'third-party-rights': 'Права третіх осіб',
    'licence-expired': 'Строк ліцензії минув',
    'personal-data': 'Захист персональних даних',
    other: 'Інша підстава',
  },
  permittedUsers: {
    anyone: 'Будь-хто',
    'state-authorities': 'Усі державні органи',
    'all-authorities': 'Усі органи влади, громади, державні й комунальні установи та підприємства',
    level: 'Органи певного рівня',
    region: 'Органи певних областей',
    'named-organizations': 'Названі організації',
    'holder-only': 'Лише володілець',
  },
  deploymentState: {
    planned: 'Заплановано',
    pilot: 'Дослідна експлуатація',
    'in-use': 'Використовується',
    retired: 'Виведено з ужитку',
  },
  actorRole: {
    editor: 'Редактор організації',
    officer: 'Уповноважена особа організації',
    head: 'Керівник організації',
    registrar: 'Реєстратор',
    auditor: 'Аудитор',
    admin: 'Адміністратор',
    expert: 'Експерт за особистим посиланням',
    system: 'Оператор реєстру',
    anonymous: 'Без авторизації',
  },
  licenseFacet: {
    'exclusive-rights': 'Майнові права держави чи громади',
    proprietary: 'Пропрієтарна ліцензія',
    'not-stated': 'Не вказано',
  },
  completeness: {
    shortDescription: {
      label: 'Короткий опис українською',
      why: 'З нього за дві секунди видно, чи це те, що шукають.',
    },
    longDescription: { label: 'Докладний опис', why: 'Без нього не зрозуміти, чи рішення підходить під вашу потребу.' },
    features: { label: 'Перелік можливостей', why: 'Його порівнюють із технічними вимогами закупівлі.' },
    functions: { label: 'Функції за класифікатором', why: 'За ними рішення знаходять ті, хто не знає його назви.' },
    audience: { label: 'Для кого призначено', why: 'Громада бачить, чи розраховано рішення на таких, як вона.' },
    developmentStatus: {
      label: 'Стадія готовності',
      why: 'Промислову систему беруть інакше, ніж дослідний зразок.',
    },
    version: { label: 'Поточна версія', why: 'Без неї не видно, чи рішення ще розвивають.' },
    holder: { label: 'Володілець прав', why: 'Саме його запитують про передачу.' },
    rightsBasis: { label: 'Підстава і вид прав', why: 'Від них залежить, чи володілець може передати рішення іншим.' },
    license: { label: 'Ліцензія', why: 'Вона визначає, що дозволено робити з програмою і кодом.' },
    permittedUsers: {
      label: 'Кому дозволено користуватися',
      why: 'Без цього на запитання «чи можна нам» відповідає лише володілець.',
    },
    transferDocument: {
      label: 'Документ про перехід прав',
      why: 'Він доводить, що права справді належать володільцю, а не розробникові.',
    },
    sourceCode: {
      label: 'Початковий код: репозиторій або передача',
      why: 'Без коду рішення не можна ані перевірити, ані змінити без першого розробника.',
    },
    documentation: { label: 'Документація', why: 'За нею оцінюють, скільки праці потребує впровадження.' },
    interfaceLanguages: { label: 'Мови інтерфейсу', why: 'Державна послуга має бути доступна українською.' },
    integrations: {
      label: 'Інтеграції та стандарти',
      why: 'Від них залежить, чи вбудується рішення у ваші системи.',
    },
    developers: { label: 'Розробники', why: 'До них звертаються по доопрацювання і супровід.' },
    support: { label: 'Супровід або контакт', why: 'Треба знати, хто допоможе після впровадження.' },
    attestation: {
      label: 'Атестат КСЗІ або авторизація',
      why: 'Потрібні, щоб обробляти персональні дані та службову інформацію.',
    },
  },
  platform: {
    web: 'Веб',
    windows: 'Windows',
    mac: 'macOS',
    linux: 'Linux',
    ios: 'iOS',
    android: 'Android',
    haiku: 'Haiku',
    other: 'Інше',
  },
}
