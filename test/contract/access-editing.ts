import { DRAFT_PATH } from '../../src/software/editing/paths.tsx'
import { TOPIC_IDS } from '../../src/software/editing/topics.ts'
import type { Declarations } from '../support/access.ts'
import { SMALL } from '../support/small-register.ts'

const DRAFTS_TEST = 'test/software/editing/flow.test.ts: a draft is for those alone who may edit for its organization'
const DRAFT = `/uk${DRAFT_PATH}`
const RECORD = '/uk/work/software/records/:id{UA-SW-[0-9]+}'

/** Registering and editing by people. Whose a draft is, is no question of the table. */
export const editingDeclarations: Declarations = {
  'GET /uk/work/software': { elsewhere: DRAFTS_TEST },
  'POST /uk/work/software': { elsewhere: DRAFTS_TEST },
  ...Object.fromEntries(
    [
      '',
      '/done',
      '/discard',
      '/check',
      '/newer',
      '/prefill',
      '/prefill/review',
      `/topics/:topic{${TOPIC_IDS.join('|')}}`,
    ]
      .flatMap((below) => [`GET ${DRAFT}${below}`, `POST ${DRAFT}${below}`])
      .filter((route) => !/^POST .*(?:\}|\/done)$/.test(route) || route.includes('/topics/'))
      .map((route) => [route, { elsewhere: DRAFTS_TEST }]),
  ),
  [`POST ${RECORD}/draft`]: [
    {
      needs: [['software.edit', [SMALL.holder]]],
      path: `/uk/work/software/records/${SMALL.published}/draft`,
      request: () => ({ form: {} }),
    },
  ],
}
