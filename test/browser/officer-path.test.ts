import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openTab } from '../support/browser.ts'
import { freePort, once, type RunningProcess, startNode, temporaryFolder } from '../support/hosts.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'

/*
 * The whole way of a new officer, on a server of its own with a provider of identities, a real browser, and the program that
 * anyone can check a proof with.
 */

const VERIFIER = fileURLToPath(new URL('../../src/verify/verify.mjs', import.meta.url))
const HOLDER = 'UA-EDR-99000991'
const VIEW = { theme: 'light', width: 1280 } as const

const browser: Browser | undefined = await launchBrowser()
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let provider: IdentityProvider
let node: RunningProcess
let variables: Readonly<Record<string, string>>

beforeAll(async () => {
  folder = await temporaryFolder()
  const port = await freePort()
  const origin = `http://localhost:${port}`
  provider = await startIdentityProvider(origin)
  const DATABASE_URL = `file:${folder.path}/register.db`
  variables = { ...provider.settings, DATABASE_URL, DEMO: 'yes', PORT: String(port), PUBLIC_URL: origin }
  node = await startNode(variables)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await node?.stop()
  await provider?.close()
  await folder?.remove()
})

/** A browser of somebody who has just signed in at the provider. */
async function signedIn(name: string, javaScript: boolean): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const page = await openTab(browser, VIEW, { javaScript })
  await page.goto(`${node.url}/uk/sign-in`)
  await page
    .locator('main')
    .getByRole('link', { name: 'Увійти' })
    .or(page.locator('main').getByRole('button', { name: 'Увійти' }))
    .first()
    .click()
  await page.getByRole('button', { name }).click()
  await page.waitForURL(`${node.url}/uk/**`)
  return page
}

/** Makes whoever is signed in a registrar, as an operator does: by the number on the account page. */
async function becomesRegistrar(page: Page): Promise<void> {
  await page.goto(`${node.url}/uk/account`)
  const person = /\b[0-9a-f]{32}\b/.exec(await page.locator('main').innerText())?.[0] ?? ''
  const role = ['--role', 'registrar', '--organization', 'UA-EDR-99000005']
  const granted = await once(variables, 'member', 'grant', '--person', person, ...role)
  expect(granted.code, granted.stderr).toBe(0)
}

/** Chooses the role that was given after signing in. */
async function actAsGiven(page: Page): Promise<void> {
  await page.goto(`${node.url}/uk/account`)
  const choose = page.locator('form[action$="/account/act-as"] button')
  if ((await choose.count()) > 0) await choose.first().click()
}

async function askForRole(page: Page): Promise<void> {
  await page.goto(`${node.url}/uk/account/request-role?q=99000991`)
  await page.locator(`input[name=organization][value="${HOLDER}"]`).check()
  await page.locator('input[name=role][value=editor]').check()
  await page.locator('form[method=post][action$="/request-role"] button').click()
  await page.waitForURL(/\/account/)
}

async function confirmRole(page: Page, name: string): Promise<void> {
  await page.goto(`${node.url}/uk/work/requests`)
  await page.locator('main').getByRole('link', { name }).first().click()
  await page.locator('input[name=decision][value=confirm]').check()
  await page.locator('main form[method=post] button').first().click()
  await page.waitForLoadState()
}

const publiccode = (name: string, repository: string) => `publiccodeYmlVersion: "0.4"
name: ${name}
url: https://github.com/dovhopillia/${repository}
softwareVersion: 1.2.0
releaseDate: "2026-03-04"
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  uk:
    shortDescription: Журнал вимірювань рівня води на гідропостах громади.
    longDescription: Приймає вимірювання з гідропостів, рахує середні й попереджає про підтоплення.
    features: [Вимірювання рівня води, Попередження про підтоплення]
legal: { license: EUPL-1.2 }
maintenance: { type: internal, contacts: [{ name: Відділ безпеки }] }
localisation: { localisationReady: true, availableLanguages: [uk] }
`

/** Registers what the file says and hands it in. */
async function register(page: Page, name: string, repository: string): Promise<void> {
  await page.goto(`${node.url}/uk/work/software`)
  await page.getByRole('button', { name: 'Зареєструвати рішення' }).click()
  await page.waitForURL(/\/work\/software\/[0-9a-f]{32}$/)
  const draft = page.url()
  await page.goto(`${draft}/prefill`)
  await page.locator('textarea[name=text]').fill(publiccode(name, repository))
  await page.getByRole('button', { name: 'Прочитати файл' }).click()
  await page.waitForURL(/\/prefill\/review$/)
  await page.getByRole('button', { name: 'Перенести обране' }).click()
  await page.waitForURL(draft)
  await handIn(page, draft, 'Подати на розгляд')
}

async function handIn(page: Page, draft: string, button: string): Promise<void> {
  await page.goto(`${draft}/check`)
  const different = page.locator('[name=different]')
  if ((await different.count()) > 0) await different.fill('Це інша програма.')
  await page.getByRole('button', { name: button }).click()
  await page.waitForURL(/\/done$/)
}

async function openCase(page: Page, name: string): Promise<void> {
  await page.goto(`${node.url}/uk/work/queue`)
  await page.locator('main').getByRole('link', { name }).first().click()
  await page.waitForURL(/\/work\/queue\/UA-SW-\d+/)
}

/** The proof of a version, once a checkpoint covers it. */
async function proofOf(id: string, version: number): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(`${node.url}/log/proof/software/${id}/${version}`)
    if (response.ok) return response.text()
    if (attempt === 60) throw new Error(`${response.status} ${await response.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function verify(...argv: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [VERIFIER, ...argv])
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: `${stdout}${stderr}` }
  }
}

describe.skipIf(!browser)('a new officer', () => {
  it.each([
    ['without scripts', false, 'Журнал гідропостів'],
    ['with scripts', true, 'Паводковий вісник'],
  ] as const)(
    '%s: signs in, registers from publiccode.yml, mends what was returned, and the published version verifies offline',
    async (_, javaScript, name) => {
      const repository = javaScript ? 'flood-herald' : 'water-log'
      const judge = await signedIn('Галина Четвертенко', javaScript)
      const officer = await signedIn('Віктор Третенко', javaScript)
      // The second time both have their roles.
      if (!javaScript) {
        await becomesRegistrar(judge)
        await actAsGiven(judge)
        await askForRole(officer)
        await confirmRole(judge, 'Віктор Третенко')
        await actAsGiven(officer)
      }
      await register(officer, name, repository)

      await openCase(judge, name)
      const id = /UA-SW-\d+/.exec(judge.url())?.[0] ?? ''
      await judge.getByLabel('Загальна причина').fill('Вкажіть, хто може користуватися.')
      await judge.getByRole('button', { name: 'Повернути на доопрацювання' }).click()
      await judge.waitForURL(/done=return/)

      await officer.goto(`${node.url}/uk/software/${id}`)
      expect(await (await fetch(`${node.url}/uk/software/${id}`)).status).toBe(404)
      await officer
        .getByRole('link', { name: 'Редагувати' })
        .or(officer.getByRole('button', { name: 'Редагувати' }))
        .first()
        .click()
      await officer.waitForURL(/\/work\/software\/[0-9a-f]{32}$/)
      const draft = officer.url()
      expect(await officer.locator('main').innerText()).toContain('Вкажіть, хто може користуватися.')
      await officer.goto(`${draft}/topics/names`)
      await officer
        .locator('[name="identity.shortDescription.uk"]')
        .fill('Рівень води на гідропостах: вимірювання й попередження.')
      await officer.getByRole('button', { name: 'Зберегти й продовжити' }).last().click()
      await officer.waitForURL(/\/topics\/purpose$/)
      await handIn(officer, draft, 'Подати ще раз')

      await openCase(judge, name)
      await judge.getByRole('button', { name: 'Оприлюднити' }).click()
      await judge.waitForURL(/done=publish/)

      const shown = await (await fetch(`${node.url}/uk/software/${id}`)).text()
      expect(shown).toContain('Рівень води на гідропостах')
      const { version } = (await (await fetch(`${node.url}/api/v1/software/${id}`)).json()) as { version: number }
      const proof = join(folder.path, `${repository}.tlog-proof`)
      await writeFile(proof, await proofOf(id, version))
      await officer.goto(`${node.url}/uk/log`)
      const key =
        /localhost:\d+\/log\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+/.exec(await officer.locator('main').innerText())?.[0] ?? ''
      const valid = await verify('proof', proof, '--key', key, '--entry', `software/${id}/${version}`)
      expect(valid, valid.said).toMatchObject({ code: 0 })
      expect(valid.said).toContain(id)
      const other = await verify('proof', proof, '--key', key, '--entry', `software/${id}/1`)
      expect(other, other.said).toMatchObject({ code: 1 })
      await writeFile(proof, (await proofOf(id, version)).replace(/^(index \d*)\d$/m, '$19'))
      expect((await verify('proof', proof, '--key', key)).code).toBe(1)
      await judge.context().close()
      await officer.context().close()
    },
    180_000,
  )
})
