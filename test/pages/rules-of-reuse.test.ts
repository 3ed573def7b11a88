import { describe, expect, it } from 'vitest'
import { RULES_IN_ORDER } from '../../src/site-pages/rules-of-reuse.tsx'
import { SoftwareRights } from '../../src/software/rights.ts'
import { type Asker, type RightsInQuestion, reuseVerdict, type VerdictClause } from '../../src/software/verdict.ts'

const TODAY = '2026-11-23'
const HOLDER = 'UA-EDR-99000011'
const community: Asker = { id: 'UA-EDR-99000022', kind: 'local-authority', level: 'community', region: 'UA46' }
const licences = { isOpenSource: (license: string) => license === 'EUPL-1.2' }

type Case = { readonly rights: Parameters<typeof SoftwareRights.parse>[0] & object; readonly asker: Asker | null }
const grant = (part: object) => ({ grants: [{ permittedUsers: 'all-authorities', gratuitous: true, ...part }] })

/** The least that makes each clause decide. */
const CASES: Readonly<Record<VerdictClause, Case>> = {
  'holder-itself': { rights: { holder: community.id }, asker: community },
  granted: { rights: grant({}), asker: community },
  'open-source-licence': { rights: { license: 'EUPL-1.2' }, asker: community },
  'granted-on-conditions': { rights: grant({ gratuitous: false }), asker: community },
  refused: { rights: { refusal: { reason: 'state-secret', legalBasis: 'закон' } }, asker: community },
  'granted-to-some': { rights: grant({ permittedUsers: 'level', levels: ['state'] }), asker: null },
  'granted-to-others': { rights: grant({ permittedUsers: 'level', levels: ['state'] }), asker: community },
  'holder-only': { rights: grant({ permittedUsers: 'holder-only' }), asker: community },
  'grant-not-yet': { rights: grant({ from: '2027-01-01' }), asker: community },
  'grant-expired': { rights: grant({ to: '2026-01-01' }), asker: community },
  'exclusive-rights-without-grant': { rights: { kind: 'exclusive-economic' }, asker: community },
  'shared-rights-without-grant': { rights: { kind: 'shared' }, asker: community },
  'licence-covers-holder-only': { rights: { kind: 'non-exclusive-licence' }, asker: community },
  'rights-not-stated': { rights: {}, asker: community },
}

const rightsOf = (...parts: readonly object[]): RightsInQuestion =>
  SoftwareRights.parse({
    holder: HOLDER,
    ...Object.assign({}, ...parts),
    grants: parts.flatMap((part) => ('grants' in part ? (part.grants as object[]) : [])),
  })

describe('the table of rules on the help page', () => {
  it('names every clause once, with the answer the program gives', () => {
    expect(RULES_IN_ORDER.map(([clause]) => clause).sort()).toEqual(Object.keys(CASES).sort())
    for (const [clause, verdict] of RULES_IN_ORDER) {
      const { rights, asker } = CASES[clause]
      expect(reuseVerdict(rightsOf(rights), asker, TODAY, licences)).toMatchObject({ clause, verdict })
    }
  })

  it('has them in the order in which the program tries them', () => {
    let pairs = 0
    RULES_IN_ORDER.forEach(([earlier], index) => {
      for (const [later] of RULES_IN_ORDER.slice(index + 1)) {
        const [a, b] = [CASES[earlier], CASES[later]]
        if (a.asker !== b.asker || ('kind' in a.rights && 'kind' in b.rights)) continue
        // The first says that nobody else has a permission, the second that somebody has: they never meet.
        if (earlier === 'holder-only' && later === 'granted-to-others') continue
        pairs++
        expect(
          reuseVerdict(rightsOf(b.rights, a.rights), a.asker, TODAY, licences).clause,
          `${earlier} over ${later}`,
        ).toBe(earlier)
      }
    })
    expect(pairs).toBeGreaterThan(50)
  })
})
