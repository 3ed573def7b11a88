import { REGION_CODES, type RegionCount } from '../../../src/web/charts.tsx'
import type { Locale } from '../../../src/web/i18n/index.ts'

const NAMES = [
  ['46', 'Львівська область', 'Lviv Oblast', 14],
  ['80', 'м. Київ', 'Kyiv', 9],
  ['63', 'Харківська область', 'Kharkiv Oblast', 7],
  ['05', 'Вінницька область', 'Vinnytsia Oblast', 6],
  ['12', 'Дніпропетровська область', 'Dnipropetrovsk Oblast', 5],
  ['61', 'Тернопільська область', 'Ternopil Oblast', 4],
  ['53', 'Полтавська область', 'Poltava Oblast', 3],
  ['51', 'Одеська область', 'Odesa Oblast', 2],
  ['74', 'Чернігівська область', 'Chernihiv Oblast', 1],
] as const

/** Invented counts for all regions of the map. */
export const regions = (locale: Locale): RegionCount[] =>
  REGION_CODES.map((code) => {
    const known = NAMES.find(([each]) => each === code)
    return {
      code,
      name: known ? known[locale === 'uk' ? 1 : 2] : `${locale === 'uk' ? 'Регіон' : 'Region'} ${code}`,
      count: known?.[3] ?? 0,
      href: `/${locale}/software?region=${code}`,
    }
  })
