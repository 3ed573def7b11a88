/** The controlled vocabularies of publiccode.yml 0.7.0. Lists are closed unless said otherwise. */

export const PUBLICCODE_VERSION = '0.7.0'

/** Every version there has been. The standard promises that each 0.x can be read as the newest 0.x. */
export const KNOWN_VERSIONS = [
  '0',
  '0.1',
  '0.2',
  '0.2.0',
  '0.2.1',
  '0.2.2',
  '0.3',
  '0.3.0',
  '0.4',
  '0.4.0',
  '0.5',
  '0.5.0',
  '0.6',
  '0.6.0',
  '0.7',
  '0.7.0',
] as const

export const DEVELOPMENT_STATUSES = ['concept', 'development', 'beta', 'stable', 'obsolete'] as const
export type DevelopmentStatus = (typeof DEVELOPMENT_STATUSES)[number]

export const SOFTWARE_TYPES = [
  'standalone/mobile',
  'standalone/iot',
  'standalone/desktop',
  'standalone/web',
  'standalone/backend',
  'standalone/other',
  'addon',
  'library',
  'configurationFiles',
] as const
export type SoftwareType = (typeof SOFTWARE_TYPES)[number]

export const MAINTENANCE_TYPES = ['internal', 'contract', 'community', 'none'] as const
export type MaintenanceType = (typeof MAINTENANCE_TYPES)[number]

/** An open list: other names a person understands are allowed. */
export const PLATFORMS = ['web', 'windows', 'mac', 'linux', 'ios', 'android'] as const

/** Other spellings of the same thing, seen in files. Compared in lower case without blanks, dashes and underscores. */
export const DEVELOPMENT_STATUS_ALIASES: Readonly<Record<string, DevelopmentStatus>> = {
  production: 'stable',
  released: 'stable',
  active: 'stable',
  alpha: 'development',
  prototype: 'concept',
  deprecated: 'obsolete',
  archived: 'obsolete',
}

export const SOFTWARE_TYPE_ALIASES: Readonly<Record<string, SoftwareType>> = {
  standalone: 'standalone/other',
  softwareaddon: 'addon',
  plugin: 'addon',
  web: 'standalone/web',
  'standalone/frontend': 'standalone/web',
  'standalone/api': 'standalone/backend',
  backend: 'standalone/backend',
  desktop: 'standalone/desktop',
  mobile: 'standalone/mobile',
  'standalone/library': 'library',
  rpackage: 'library',
}

export const MAINTENANCE_TYPE_ALIASES: Readonly<Record<string, MaintenanceType>> = {
  external: 'contract',
  commercial: 'contract',
  contractor: 'contract',
  no: 'none',
}

export const PLATFORM_ALIASES: Readonly<Record<string, string>> = {
  macos: 'mac',
  osx: 'mac',
  macosx: 'mac',
  'gnu/linux': 'linux',
  win: 'windows',
}

export const CATEGORIES: readonly string[] = `accounting agile-project-management applicant-tracking
application-development appointment-scheduling backup billing-and-invoicing blog budgeting business-intelligence
business-process-management cad call-center-management cloud-management collaboration communications
compliance-management contact-management content-management crm customer-service-and-support data-analytics
data-collection data-visualization design design-system digital-asset-management digital-citizenship
document-management donor-management e-commerce e-signature educational-content email-management email-marketing
employee-management enterprise-project-management enterprise-social-networking erp event-management
facility-management feedback-and-reviews-management financial-reporting fleet-management fundraising gamification
geographic-information-systems grant-management graphic-design help-desk hr ide identity-management
instant-messaging integrated-library-system inventory-management it-asset-management it-development it-management
it-security it-service-management knowledge-management learning-management-system marketing mind-mapping
mobile-marketing mobile-payment network-management office online-booking online-community payment-gateway payroll
predictive-analysis procurement productivity-suite project-collaboration project-management property-management
real-estate-management regulations-and-directives remote-support resource-management sales-management seo
service-desk social-media-management survey talent-management task-management taxes-management test-management
time-management time-tracking translation video-conferencing video-editing visitor-management voip
warehouse-management web-collaboration web-conferencing website-builder whistleblowing workflow-management other`.split(
  /\s+/,
)

export const SCOPES: readonly string[] = `agriculture culture defence education emergency-services employment energy
environment finance-and-economic-development foreign-affairs government healthcare infrastructures justice
local-authorities manufacturing research science-and-technology security society sport tourism transportation
welfare`.split(/\s+/)

/** The short names `supports` knows (`alias:gdpr`) and what they stand for. */
export const SUPPORT_ALIASES: Readonly<Record<string, string>> = {
  gdpr: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
  eidas: 'https://eur-lex.europa.eu/eli/reg/2014/910/oj',
  nis2: 'https://eur-lex.europa.eu/eli/dir/2022/2555/oj',
  cra: 'https://eur-lex.europa.eu/eli/reg/2024/2847/oj',
  spid: 'https://www.spid.gov.it/',
  cie: 'https://www.cartaidentita.interno.gov.it/',
  anpr: 'https://www.anpr.interno.it/',
  pagopa: 'https://www.pagopa.gov.it/',
  io: 'https://io.italia.it/',
}

/** The keys of the Italian section, the only country section the standard ever defined (deprecated since 0.7.0). */
export const ITALIAN_CONFORMITIES = [
  'lineeGuidaDesign',
  'modelloInteroperabilita',
  'misureMinimeSicurezza',
  'gdpr',
] as const
export const ITALIAN_PLATFORMS = ['spid', 'cie', 'anpr', 'pagopa', 'io'] as const

/** What those keys were called before it-0.2. */
export const ITALIAN_CONFORMITY_ALIASES: Readonly<Record<string, string>> = {
  accessibile: 'lineeGuidaDesign',
  interoperabile: 'modelloInteroperabilita',
  sicuro: 'misureMinimeSicurezza',
  privacy: 'gdpr',
}

/**
 * Video sites that offer oEmbed, as the standard wants. The official validator knows some three hundred; another site
 * that does is reported wrongly, which costs a warning and no data.
 */
export const VIDEO_HOSTS: readonly string[] = [
  'youtube.com',
  'youtu.be',
  'vimeo.com',
  'dailymotion.com',
  'dai.ly',
  'ted.com',
  'loom.com',
  'wistia.com',
  'streamable.com',
  'slideshare.net',
  'facebook.com',
  'twitch.tv',
  'flickr.com',
  'framatube.org',
  'podeduc.apps.education.fr',
]

/** ISO 3166-1 alpha-2. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE
GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM
KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH
SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG
VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/),
)
