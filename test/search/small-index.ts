import { type Database, openDatabase } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import type { Statement } from '../../db/statements.ts'
import { sortKey } from '../../src/kernel/collation.ts'
import type { RecordType } from '../../src/kernel/identifiers.ts'
import { type FacetValue, SEARCH_FIELDS, type SearchDocument, type SearchField } from '../../src/search/port.ts'

/** The day of the tests. */
export const DAY = '2026-11-23'

export type Entry = Partial<Readonly<Record<SearchField, string | readonly string[]>>> & {
  readonly id: string
  readonly type?: RecordType
  readonly facets?: readonly FacetValue[]
  readonly updatedAt?: string
}

/** What an engine is given of an entry written with as few words as a test needs. */
export function aDocument({ id, type = 'software', facets = [], updatedAt, ...fields }: Entry): SearchDocument {
  const texts = SEARCH_FIELDS.map((field) => [field, [fields[field] ?? []].flat()] as const)
  const name = [fields.name ?? id].flat()[0] ?? id
  return {
    type,
    id,
    title: { uk: name },
    sortName: sortKey(name),
    updatedAt: updatedAt ?? '2026-01-01T00:00:00.000Z',
    fields: Object.fromEntries(texts) as unknown as SearchDocument['fields'],
    facets,
  }
}

/** A database in memory whose log has a leaf for each change of the index. */
export interface SmallIndex {
  readonly database: Database
  /** Runs the statements as one write of the record: its next version in the log, and they. */
  write(type: RecordType, id: string, statements: readonly Statement[]): Promise<void>
}

export async function aSmallIndex(): Promise<SmallIndex> {
  const database = await openDatabase(':memory:')
  await migrateDatabase(database.client)
  const versions = new Map<string, number>()
  let commits = 0
  return {
    database,
    async write(type, id, statements) {
      const version = (versions.get(`${type} ${id}`) ?? 0) + 1
      versions.set(`${type} ${id}`, version)
      const commit = `commit-${commits++}`
      await database.client.batch(
        [
          { sql: 'insert into commits (id, at) values (?, ?)', args: [commit, '2026-01-01T00:00:00.000Z'] },
          {
            sql: `insert into leaf (idx, type, id, version, sha256, bytes, commit_id)
                  select coalesce(max(idx), -1) + 1, ?, ?, ?, ?, '{}', ? from leaf`,
            args: [type, id, version, `${commit} ${type} ${id} ${version}`, commit],
          },
          ...statements.map(({ sql, args }) => ({ sql, args: [...args] })),
        ],
        'write',
      )
    },
  }
}

const licence = (value: string): FacetValue => ({ facet: 'license', value })
const purpose = (value: string): FacetValue => ({ facet: 'function', value })

/** A few records of what public bodies use, two of them with nearly the same words. */
export const ENTRIES: readonly Entry[] = [
  {
    id: 'UA-SW-000001',
    name: 'Електронна черга до лікаря',
    nameEn: 'Doctor appointment queue',
    short: 'Запис пацієнтів на прийом до лікарні та поліклініки',
    long: 'Пацієнт обирає лікаря і час прийому. Реєстратура бачить розклад кабінетів.',
    functions: 'Запис на прийом',
    tags: ['охорона здоров’я', 'запис'],
    owner: 'Міська лікарня',
    code: ['UA-SW-000001', '48814000-7'],
    facets: [licence('EUPL-1.2'), purpose('health.appointment'), purpose('health')],
    updatedAt: '2026-03-01T00:00:00.000Z',
  },
  {
    id: 'UA-SW-000002',
    name: 'Облік майна громади',
    nameEn: 'Municipal property register',
    short: 'Реєстр будівель, приміщень і земельних ділянок',
    long: 'Договори оренди, інвентаризація, звіти про нерухоме майно.',
    functions: 'Облік майна',
    tags: ['майно', 'оренда'],
    owner: 'Міська рада',
    code: ['UA-SW-000002', '48451000-4'],
    facets: [licence('MIT'), purpose('property')],
    updatedAt: '2026-02-01T00:00:00.000Z',
  },
  {
    id: 'UA-SW-000003',
    name: 'Звернення громадян',
    short: 'Реєстрація звернень громадян і контроль відповідей',
    long: 'Скарги, пропозиції, запити на інформацію. Строки розгляду рахуються самі.',
    functions: 'Робота зі зверненнями',
    tags: ['звернення', 'скарги'],
    owner: 'Обласна адміністрація',
    code: 'UA-SW-000003',
    facets: [licence('MIT'), purpose('appeals')],
    updatedAt: '2026-04-01T00:00:00.000Z',
  },
  {
    id: 'UA-SW-000004',
    name: 'Документообіг сільської ради',
    short: 'Електронний документообіг для невеликих рад',
    long: 'Вхідні та вихідні листи, доручення, архів документів.',
    functions: 'Електронний документообіг',
    tags: 'документи',
    owner: 'Сільська рада',
    code: 'UA-SW-000004',
    facets: [licence('proprietary'), purpose('documents')],
    updatedAt: '2026-01-15T00:00:00.000Z',
  },
  {
    id: 'UA-SW-000005',
    name: 'Мапа укриттів',
    nameEn: 'Shelter map',
    short: 'Укриття міста на мапі, їхня місткість і стан',
    long: 'Шукає найближче укриття, веде огляди та ремонти.',
    functions: 'Цивільний захист',
    tags: ['укриття', 'мапа'],
    owner: 'Міська рада',
    code: 'UA-SW-000005',
    facets: [licence('EUPL-1.2'), purpose('safety')],
    updatedAt: '2026-05-01T00:00:00.000Z',
  },
  {
    id: 'UA-SW-000006',
    name: 'Шкільний журнал',
    short: 'Оцінки, відвідування та розклад уроків',
    long: 'Учителі ставлять оцінки, батьки бачать їх того самого дня.',
    functions: 'Електронний журнал',
    tags: ['школа', 'розклад'],
    owner: 'Управління освіти',
    code: 'UA-SW-000006',
    facets: [licence('MIT'), purpose('education')],
    updatedAt: '2026-01-20T00:00:00.000Z',
  },
  {
    id: 'UA-SW-000007',
    name: 'Черга в дитячі садки',
    short: 'Черга дітей до закладів дошкільної освіти',
    long: 'Заява батьків, пільги, комплектування груп.',
    functions: 'Запис до закладу освіти',
    tags: ['черга', 'освіта'],
    owner: 'Управління освіти',
    code: 'UA-SW-000007',
    facets: [
      licence('not-stated'),
      purpose('education'),
      { facet: 'verdict', value: 'free', until: '2026-11-23' },
      { facet: 'verdict', value: 'lapsed', from: '2026-11-23' },
    ],
    updatedAt: '2026-02-20T00:00:00.000Z',
  },
  {
    id: 'UA-SW-000008',
    name: 'Облік води',
    short: 'Покази лічильників води та рахунки мешканцям',
    long: 'Абоненти передають покази, водоканал бачить борги.',
    functions: 'Облік спожитих послуг',
    tags: ['вода', 'лічильники'],
    owner: 'Водоканал',
    code: 'UA-SW-000008',
    facets: [licence('proprietary'), purpose('utilities')],
    updatedAt: '2026-06-01T00:00:00.000Z',
  },
  {
    id: 'UA-EDR-04054346',
    type: 'organization',
    name: 'Міська рада',
    short: 'Орган місцевого самоврядування',
    code: ['UA-EDR-04054346', '04054346'],
    facets: [{ facet: 'region', value: 'UA05' }],
  },
  {
    id: 'URL-likarnia.gov.ua~viddil_2e',
    type: 'organization',
    name: 'Міська лікарня',
    short: 'Заклад охорони здоров’я',
    code: 'URL-likarnia.gov.ua~viddil_2e',
    facets: [{ facet: 'region', value: 'UA46' }],
  },
]
