import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GOVERNMENT_LEVELS, ORGANIZATION_KINDS } from '../../src/directory/model.ts'
import { addDays, type IsoDate } from '../../src/kernel/dates.ts'
import { isOpenSourceLicense } from '../../src/software/license.ts'
import { type Grant, PERMITTED_USERS, RIGHTS_KINDS, type SoftwareRights } from '../../src/software/rights.ts'
import {
  type Asker,
  type ReuseVerdict,
  reuseVerdict,
  type Verdict,
  type VerdictClause,
  verdictPeriods,
} from '../../src/software/verdict.ts'
import { aGrant, anAsker, rights } from '../support/builders.ts'

const DAY = '2026-11-23'
const licences = { isOpenSource: isOpenSourceLicense }
const ask = (held: SoftwareRights, asker: Asker | null = anAsker(), day: IsoDate = DAY) =>
  reuseVerdict(held, asker, day, licences)
const grants = (...given: Partial<(typeof Grant)['_input']>[]) => ({ grants: given.map(aGrant) })

interface Case {
  readonly says: string
  readonly rights: Parameters<typeof rights>[0]
  readonly asker?: Asker | null
  readonly day?: IsoDate
  readonly answer: readonly [Verdict, VerdictClause]
}

const secret = { reason: 'state-secret', legalBasis: 'ст. 8 Закону «Про державну таємницю»' } as const
const ministry = anAsker({ id: 'UA-EDR-00032106', kind: 'central-authority', level: 'state', region: 'UA80' })
const company = anAsker({ id: 'UA-EDR-99000022', kind: 'company', level: null })

const CASES: readonly Case[] = [
  {
    says: 'a holder uses what is theirs, even where they refuse everybody',
    rights: { holder: anAsker().id, refusal: secret, ...grants({ permittedUsers: 'holder-only' }) },
    answer: ['may-use', 'holder-itself'],
  },
  { says: 'free and unconditional for anyone', rights: grants({}), answer: ['may-use', 'granted'] },
  {
    says: 'free and unconditional for all authorities, asked by one',
    rights: grants({ permittedUsers: 'all-authorities' }),
    answer: ['may-use', 'granted'],
  },
  {
    says: 'the same, asked for any authority',
    rights: grants({ permittedUsers: 'all-authorities' }),
    asker: null,
    answer: ['may-use', 'granted'],
  },
  {
    says: 'the same, asked by a company',
    rights: grants({ permittedUsers: 'all-authorities' }),
    asker: company,
    answer: ['ask-holder', 'granted-to-others'],
  },
  {
    says: 'for state authorities, asked by a ministry',
    rights: grants({ permittedUsers: 'state-authorities' }),
    asker: ministry,
    answer: ['may-use', 'granted'],
  },
  {
    says: 'for state authorities, asked by a ministry whose level nobody filled in',
    rights: grants({ permittedUsers: 'state-authorities' }),
    asker: { ...ministry, level: null },
    answer: ['may-use', 'granted'],
  },
  {
    says: 'for state authorities, asked by a community',
    rights: grants({ permittedUsers: 'state-authorities' }),
    answer: ['ask-holder', 'granted-to-others'],
  },
  {
    says: 'for state authorities, asked for any authority',
    rights: grants({ permittedUsers: 'state-authorities' }),
    asker: null,
    answer: ['on-conditions', 'granted-to-some'],
  },
  {
    says: 'for the level the asker works at',
    rights: grants({ permittedUsers: 'level', levels: ['community', 'district'] }),
    answer: ['may-use', 'granted'],
  },
  {
    says: 'for the level a company cannot have',
    rights: grants({ permittedUsers: 'level', levels: ['community'] }),
    asker: { ...company, level: 'community' },
    answer: ['ask-holder', 'granted-to-others'],
  },
  {
    says: 'for the region the asker is in',
    rights: grants({ permittedUsers: 'region', regions: ['UA05', 'UA46'] }),
    answer: ['may-use', 'granted'],
  },
  {
    says: 'for another region',
    rights: grants({ permittedUsers: 'region', regions: ['UA05'] }),
    answer: ['ask-holder', 'granted-to-others'],
  },
  {
    says: 'for the asker by name, company or not',
    rights: grants({ permittedUsers: 'named-organizations', organizations: [company.id] }),
    asker: company,
    answer: ['may-use', 'granted'],
  },
  {
    says: 'for others by name',
    rights: grants({ permittedUsers: 'named-organizations', organizations: [company.id] }),
    answer: ['ask-holder', 'granted-to-others'],
  },
  {
    says: 'under an open-source licence in the permission, whoever pays for it',
    rights: grants({ gratuitous: null, license: 'MIT' }),
    answer: ['may-use', 'granted'],
  },
  { says: 'under an open-source licence', rights: { license: 'EUPL-1.2' }, answer: ['may-use', 'open-source-licence'] },
  {
    says: 'under an open-source licence that the holder regrets: it cannot be taken back',
    rights: { license: 'EUPL-1.2', refusal: secret, ...grants({ permittedUsers: 'holder-only' }) },
    answer: ['may-use', 'open-source-licence'],
  },
  {
    says: 'under an open-source licence, which beats a conditional permission',
    rights: { license: 'MIT', ...grants({ seats: 5 }) },
    answer: ['may-use', 'open-source-licence'],
  },
  {
    says: 'under a licence that is not open',
    rights: { license: 'LicenseRef-own', licenseText: 'Умови.', kind: 'exclusive-economic' },
    answer: ['ask-holder', 'exclusive-rights-without-grant'],
  },
  {
    says: 'free, with conditions in words',
    rights: grants({ conditions: { uk: 'Повідомити правовласника.' } }),
    answer: ['on-conditions', 'granted-on-conditions'],
  },
  { says: 'free for so many seats', rights: grants({ seats: 10 }), answer: ['on-conditions', 'granted-on-conditions'] },
  {
    says: 'free within a territory',
    rights: grants({ territory: 'Львівська область' }),
    answer: ['on-conditions', 'granted-on-conditions'],
  },
  { says: 'for money', rights: grants({ gratuitous: false }), answer: ['on-conditions', 'granted-on-conditions'] },
  {
    says: 'nobody said whether for money',
    rights: grants({ gratuitous: null }),
    answer: ['on-conditions', 'granted-on-conditions'],
  },
  {
    says: 'the better of two permissions, in whatever order',
    rights: grants({ seats: 1 }, {}),
    answer: ['may-use', 'granted'],
  },
  { says: 'refused by law', rights: { kind: 'exclusive-economic', refusal: secret }, answer: ['may-not', 'refused'] },
  {
    says: 'refused, but permitted to the asker by name',
    rights: { refusal: secret, ...grants({ permittedUsers: 'named-organizations', organizations: [anAsker().id] }) },
    answer: ['may-use', 'granted'],
  },
  {
    says: 'refused, and permitted to others only',
    rights: { refusal: secret, ...grants({ permittedUsers: 'named-organizations', organizations: [company.id] }) },
    answer: ['may-not', 'refused'],
  },
  {
    says: 'refused, and the permission has run out',
    rights: { refusal: secret, ...grants({ to: '2026-11-22' }) },
    answer: ['may-not', 'refused'],
  },
  {
    says: 'for the holder alone',
    rights: grants({ permittedUsers: 'holder-only' }),
    answer: ['may-not', 'holder-only'],
  },
  {
    says: 'for the holder alone until yesterday: that says nothing of today',
    rights: { kind: 'exclusive-economic', ...grants({ permittedUsers: 'holder-only', to: '2026-11-22' }) },
    answer: ['ask-holder', 'exclusive-rights-without-grant'],
  },
  {
    says: 'for the holder and for others',
    rights: grants({ permittedUsers: 'holder-only' }, { permittedUsers: 'region', regions: ['UA05'] }),
    answer: ['ask-holder', 'granted-to-others'],
  },
  { says: 'from tomorrow', rights: grants({ from: '2026-11-24' }), answer: ['ask-holder', 'grant-not-yet'] },
  { says: 'from today', rights: grants({ from: DAY }), answer: ['may-use', 'granted'] },
  { says: 'to today, which is the last day', rights: grants({ to: DAY }), answer: ['may-use', 'granted'] },
  { says: 'to yesterday', rights: grants({ to: '2026-11-22' }), answer: ['ask-holder', 'grant-expired'] },
  {
    says: 'run out for others: that is not why the asker has to ask',
    rights: {
      kind: 'exclusive-economic',
      ...grants({ permittedUsers: 'named-organizations', organizations: [company.id], to: '2026-11-22' }),
    },
    answer: ['ask-holder', 'exclusive-rights-without-grant'],
  },
  {
    says: 'the asker’s own permission begins tomorrow, others have theirs: the asker’s is named',
    rights: grants({ permittedUsers: 'region', regions: ['UA05'] }, { from: '2026-11-24' }),
    answer: ['ask-holder', 'grant-not-yet'],
  },
  {
    says: 'the asker’s own permission ran out, others have theirs: the asker’s is named',
    rights: grants({ permittedUsers: 'region', regions: ['UA05'] }, { to: '2026-11-22' }),
    answer: ['ask-holder', 'grant-expired'],
  },
  {
    says: 'exclusive rights and not a word on reuse',
    rights: { kind: 'exclusive-economic' },
    answer: ['ask-holder', 'exclusive-rights-without-grant'],
  },
  { says: 'shared rights', rights: { kind: 'shared' }, answer: ['ask-holder', 'shared-rights-without-grant'] },
  {
    says: 'the holder has but a licence',
    rights: { kind: 'non-exclusive-licence' },
    answer: ['may-not', 'licence-covers-holder-only'],
  },
  {
    says: 'open source is claimed and no licence named',
    rights: { kind: 'open-source' },
    answer: ['ask-holder', 'rights-not-stated'],
  },
  { says: 'nothing is known', rights: {}, answer: ['unknown', 'rights-not-stated'] },
]

describe('may I use it?', () => {
  it.each(CASES)('$says', ({ rights: held, asker = anAsker(), day = DAY, answer }) => {
    const { verdict, clause } = ask(rights(held), asker, day)
    expect([verdict, clause]).toEqual(answer)
  })

  it('has a case for every clause and every verdict', () => {
    const clauses: Record<VerdictClause, true> = {
      'holder-itself': true,
      granted: true,
      'granted-on-conditions': true,
      'granted-to-some': true,
      'open-source-licence': true,
      refused: true,
      'granted-to-others': true,
      'holder-only': true,
      'grant-expired': true,
      'grant-not-yet': true,
      'exclusive-rights-without-grant': true,
      'shared-rights-without-grant': true,
      'licence-covers-holder-only': true,
      'rights-not-stated': true,
    }
    expect([...new Set(CASES.map(({ answer }) => answer[1]))].sort()).toEqual(Object.keys(clauses).sort())
    expect(new Set(CASES.map(({ answer }) => answer[0])).size).toBe(5)
  })

  it('names the permission that decided', () => {
    const held = rights(grants({ permittedUsers: 'region', regions: ['UA05'], clause: 'п. 4' }, { seats: 7 }))
    expect(ask(held).grant).toMatchObject({ seats: 7 })
    expect(ask(held, null).grant).toMatchObject({ seats: 7 })
    expect(ask(rights({ kind: 'shared' })).grant).toBeNull()
  })
})

// Days close to one another, so that terms begin, meet and end on the days that are asked about.
const FIRST = '2026-11-20'
const days = fc.integer({ min: 0, max: 8 }).map((offset) => addDays(FIRST, offset))
const organizations = ['UA-EDR-99000014', 'UA-EDR-99000022', 'UA-EDR-99000030']
const askers: fc.Arbitrary<Asker> = fc.record({
  id: fc.constantFrom(...organizations),
  kind: fc.constantFrom(...ORGANIZATION_KINDS),
  level: fc.option(fc.constantFrom(...GOVERNMENT_LEVELS)),
  region: fc.option(fc.constantFrom('UA05', 'UA46')),
})
const someGrants: fc.Arbitrary<Grant> = fc
  .record({
    permittedUsers: fc.constantFrom(...PERMITTED_USERS),
    levels: fc.subarray([...GOVERNMENT_LEVELS]),
    regions: fc.subarray(['UA05', 'UA46']),
    organizations: fc.subarray(organizations),
    license: fc.option(fc.constantFrom('MIT', 'LicenseRef-own')),
    gratuitous: fc.option(fc.boolean()),
    from: fc.option(days),
    to: fc.option(fc.oneof({ weight: 6, arbitrary: days }, { weight: 1, arbitrary: fc.constant('9999-12-31') })),
    seats: fc.option(fc.constant(5), { freq: 4 }),
  })
  .map((grant) => aGrant(grant))
const someRights: fc.Arbitrary<SoftwareRights> = fc
  .record({
    holder: fc.option(fc.constantFrom(...organizations)),
    kind: fc.option(fc.constantFrom(...RIGHTS_KINDS)),
    license: fc.option(fc.constantFrom('EUPL-1.2', 'LicenseRef-own'), { freq: 2 }),
    grants: fc.array(someGrants, { maxLength: 4 }),
    refusal: fc.option(fc.constant(secret), { freq: 3 }),
  })
  .map((held) => rights(held))

describe('the answer, whatever the rights', () => {
  it('is always yes for the holder', () => {
    fc.assert(
      fc.property(someRights, askers, days, (held, asker, day) => {
        expect(ask({ ...held, holder: asker.id }, asker, day).verdict).toBe('may-use')
      }),
    )
  })

  it('is never made worse by one more unconditional permission for anyone', () => {
    fc.assert(
      fc.property(someRights, fc.option(askers), days, fc.nat(4), (held, asker, day, place) => {
        const more = { ...held, grants: held.grants.toSpliced(place, 0, aGrant()) }
        expect(ask(more, asker, day).verdict).toBe('may-use')
      }),
    )
  })

  it('does not depend on permissions out of term when it is yes', () => {
    fc.assert(
      fc.property(someRights, askers, days, (held, asker, day) => {
        const inTerm = held.grants.filter(({ from, to }) => (from ?? day) <= day && day <= (to ?? day))
        const yes = (verdict: ReuseVerdict) => verdict.verdict === 'may-use' || verdict.verdict === 'on-conditions'
        expect(yes(ask(held, asker, day))).toBe(yes(ask({ ...held, grants: inTerm }, asker, day)))
      }),
    )
  })

  it('says "permitted" only with a permission in force that covers the asker', () => {
    fc.assert(
      fc.property(someRights, askers, days, (held, asker, day) => {
        const { clause, grant } = ask(held, asker, day)
        if (clause !== 'granted' && clause !== 'granted-on-conditions') return
        expect(grant).not.toBeNull()
        expect((grant?.from ?? day) <= day && day <= (grant?.to ?? day)).toBe(true)
        expect(ask(rights({ grants: grant ? [grant] : [] }), asker, day).clause).toBe(clause)
      }),
    )
  })
})

describe('the periods that the catalogue is narrowed by', () => {
  it('agree with the answer for any authority on every day', () => {
    fc.assert(
      fc.property(someRights, (held) => {
        const periods = verdictPeriods(held, licences, (day) => addDays(day, 1))
        for (let offset = -2; offset <= 11; offset++) {
          const day = addDays(FIRST, offset)
          const found = periods.filter(({ from, until }) => from <= day && day < until)
          expect(found.map(({ verdict }) => verdict)).toEqual([ask(held, null, day).verdict])
        }
      }),
    )
  })

  it('follow one another without gap or overlap, and each differs from the one before', () => {
    fc.assert(
      fc.property(someRights, (held) => {
        const periods = verdictPeriods(held, licences, (day) => addDays(day, 1))
        expect(periods[0]?.from).toBe('0000-01-01')
        expect(periods.at(-1)?.until).toBe('9999-12-31')
        periods.slice(1).forEach((period, index) => {
          expect(period.from).toBe(periods[index]?.until)
          expect(period.verdict).not.toBe(periods[index]?.verdict)
        })
      }),
    )
  })

  it('change the day after the last day of a term', () => {
    const held = rights({ kind: 'shared', ...grants({ from: '2026-11-20', to: '2026-11-23' }) })
    expect(verdictPeriods(held, licences, (day) => addDays(day, 1))).toEqual([
      { verdict: 'ask-holder', from: '0000-01-01', until: '2026-11-20' },
      { verdict: 'may-use', from: '2026-11-20', until: '2026-11-24' },
      { verdict: 'ask-holder', from: '2026-11-24', until: '9999-12-31' },
    ])
  })
})
