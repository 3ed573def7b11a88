import { describe, expect, it } from 'vitest'
import { completeness } from '../../src/software/completeness.ts'
import { isOpenSourceLicense } from '../../src/software/license.ts'
import { aSoftware } from '../support/builders.ts'

const of = (rights: NonNullable<Parameters<typeof aSoftware>[0]>['rights']) =>
  completeness(aSoftware({ rights }), { isOpenSource: isOpenSourceLicense })
const ASKED = ['permittedUsers', 'transferDocument']

describe('the completeness of what an entry says of rights', () => {
  it('asks for no permission and no transfer where the licence is open, and says why', () => {
    const { present, missing, notNeeded } = of({ license: 'EUPL-1.2' })
    expect(present).toEqual(expect.arrayContaining(ASKED))
    expect(missing.filter((check) => ASKED.includes(check))).toEqual([])
    expect(notNeeded).toEqual(ASKED)
  })

  it('takes the word "open source" for no licence', () => {
    const { missing, notNeeded } = of({ kind: 'open-source' })
    expect(missing).toEqual(expect.arrayContaining(ASKED))
    expect(notNeeded).toEqual([])
  })

  it('calls a permission and a document that are stated present and nothing else', () => {
    const { present, notNeeded } = of({
      license: 'EUPL-1.2',
      transferDocument: { title: 'Акт' },
      grants: [{ permittedUsers: 'anyone', gratuitous: true }],
    })
    expect(present).toEqual(expect.arrayContaining(ASKED))
    expect(notNeeded).toEqual([])
  })
})
