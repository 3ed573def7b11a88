import { registerExpert, registerOrganization } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { registerDeployment } from '../../src/software/deployments.ts'
import type { SoftwareDocument } from '../../src/software/model.ts'
import { moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { aDeployment, anExpert, anOrganization, aSoftware, edrpou, named, organizationOf } from './builders.ts'
import { databaseCopy } from './database-copies.ts'
import { type TestApp, testApp } from './test-app.ts'

/** Numbers of the records that `smallRegister` holds. */
export const SMALL = {
  holder: organizationOf(1),
  other: organizationOf(2),
  published: 'UA-SW-000001',
  draft: 'UA-SW-000002',
  archived: 'UA-SW-000003',
  deployment: 'UA-DP-000001',
  asked: 'UA-EX-000001',
} as const
export const REPOSITORY = 'https://github.com/synivka/queue'
export const ARCHIVED_BECAUSE = 'Систему виведено з експлуатації.'

export interface SmallRegister extends TestApp {
  readonly keys: Readonly<Record<'registrar' | 'editor' | 'head' | 'stranger' | 'auditor' | 'admin', string>>
}

/** The published entry of `smallRegister`. */
export function publishedSoftware(): SoftwareDocument {
  return aSoftware({
    rights: { holder: SMALL.holder, kind: 'exclusive-economic' },
    technology: { repository: { url: REPOSITORY } },
  })
}

/**
 * Two organizations, an entry published, one in draft and one archived, a deployment, an expert asked for consent, and keys.
 * @param wiring of the app; without any, the records are copied from where they were written once
 */
export async function smallRegister(wiring: Parameters<typeof testApp>[0] = {}): Promise<SmallRegister> {
  const app = (Object.keys(wiring).length === 0 && (await copiedApp())) || (await filledApp(wiring))
  return {
    ...app,
    keys: {
      registrar: await app.key('registrar'),
      editor: await app.key('editor', SMALL.holder),
      head: await app.key('head', SMALL.holder),
      stranger: await app.key('editor', SMALL.other),
      auditor: await app.key('auditor'),
      admin: await app.key('admin'),
    },
  }
}

async function copiedApp(): Promise<TestApp | undefined> {
  const database = await databaseCopy('small-register', async (url) => (await filledApp({ url })).database)
  return database && testApp({ database, randomFrom: 1000 })
}

async function filledApp(wiring: Parameters<typeof testApp>[0]): Promise<TestApp> {
  const app = await testApp(wiring)
  const { deps } = app
  await registerOrganization(deps, OPERATOR, anOrganization(), 'test')
  const second = anOrganization({ identifier: edrpou(2), name: { uk: 'Друга громада' } })
  await registerOrganization(deps, OPERATOR, second, 'test')
  const options = { typed: true, reason: 'test' }
  const held = { rights: { holder: SMALL.holder } }
  await registerSoftware(deps, OPERATOR, publishedSoftware(), 'published', options)
  await registerSoftware(deps, OPERATOR, named('Чернетка обліку', held), 'draft', options)
  await registerSoftware(deps, OPERATOR, named('Стара система', held), 'published', options)
  await moveSoftware(deps, OPERATOR, SMALL.archived, 1, 'archive', ARCHIVED_BECAUSE)
  await registerDeployment(deps, OPERATOR, aDeployment({ software: SMALL.published }), 'test')
  await registerExpert(deps, OPERATOR, anExpert({ consent: { state: 'asked' } }), 'test')
  return app
}
