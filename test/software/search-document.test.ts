import { expect, it } from 'vitest'
import { platformFacet } from '../../src/software/search-document.ts'

it('counts a platform that the standard does not list as other', () => {
  expect(['web', 'Linux', 'haiku', 'Docker 24', 'any browser'].map(platformFacet)).toEqual([
    'web',
    'linux',
    'other',
    'other',
    'other',
  ])
})
