import { coarseAgent } from '../accounts/agent.ts'
import {
  DEMONSTRATION_PEOPLE,
  demonstrationPersonOf,
  signInForDemonstration,
} from '../accounts/demonstration-people.ts'
import { type HeldForm, heldForm } from '../accounts/held-forms.ts'
import { type Provider, ProviderFailure } from '../accounts/oidc.ts'
import { ownPath } from '../accounts/return-path.ts'
import { endSession, type Session, type SessionPorts } from '../accounts/sessions.ts'
import { beginSignIn, finishSignIn, type SignInPorts, type SignInProblem } from '../accounts/sign-in.ts'
import { AppError } from '../kernel/errors.ts'
import { readForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { dropSessionCookie, setSessionCookie, signedIn } from '../web/session.ts'
import { Button, Form, LinkButton, Notice, PageHeader, Section } from '../web/ui.tsx'
import { isOnThisMachine } from './loopback.ts'
import { dropSignInCookie, knownBrowser, signInBrowser } from './sign-in-cookie.ts'

export interface SignInPagePorts extends PagePorts, SessionPorts {
  readonly signIn: { readonly provider: Provider; readonly pepper: string } | null
  readonly demonstrationSignIn: boolean
  readonly log: SignInPorts['log']
  /** Waits, in ms. */
  readonly sleep: (ms: number) => Promise<void>
}

const PROBLEMS: readonly SignInProblem[] = ['unavailable', 'cancelled', 'refused', 'unknown', 'other-person']

/** `/sign-in`, what begins and repeats it, the form that was kept meanwhile, and `/sign-out`. */
export function signInPages(ports: SignInPagePorts) {
  const pages = createPages()

  pages.get('/sign-in', (c) => {
    const { locale, session } = c.var
    const returnTo = ownPath(c.req.query('return_to'))
    const problem = PROBLEMS.find((known) => known === c.req.query('problem'))
    if (session !== null && problem === undefined) return c.redirect(returnTo ?? `/${locale}/work`, 303)
    // Cookies and the origin of forms are of one name of this machine: its other names lead there.
    const here = new URL(c.req.url)
    if (ports.demonstrationSignIn && isOnThisMachine(c) && here.origin !== ports.site.origin) {
      return c.redirect(`${ports.site.origin}${here.pathname}${here.search}`, 303)
    }
    const title = dictionary(locale).accounts.signIn.title
    const view = { locale, ports, returnTo, problem, mayChoose: mayChoosePeople(c, ports), again: null }
    return page(c, ports, { title, robots: 'noindex', failed: problem !== undefined }, <SignIn {...view} />)
  })

  // A link and no form: `form-action` of our Content-Security-Policy would stop a form on its way to the provider.
  pages.get('/sign-in/begin', async (c) => {
    const { locale, session } = c.var
    const returnTo = ownPath(c.req.query('return_to')) ?? `/${locale}/work`
    const again = c.req.query('again') === '1'
    const site = c.req.header('sec-fetch-site') ?? 'none'
    const isOurs = site === 'same-origin' || site === 'none'
    if (ports.signIn === null || !isOurs || (again && session === null)) {
      return c.redirect(signInPath(locale, returnTo), 303)
    }
    try {
      const location = await beginSignIn(
        { ...ports, ...ports.signIn },
        { browser: signInBrowser(c, ports), returnTo, locale, session: again ? session : null },
      )
      return c.redirect(location, 303)
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error
      ports.log('sign-in failed', { kind: error.kind, error: String(error.cause) })
      return c.redirect(signInPath(locale, returnTo, error.kind), 303)
    }
  })

  pages.get('/sign-in/again', (c) => {
    const { locale } = c.var
    const session = signedIn(c)
    const returnTo = ownPath(c.req.query('return_to')) ?? `/${locale}/work`
    const view = { locale, ports, returnTo, problem: undefined, mayChoose: mayChoosePeople(c, ports), again: session }
    return page(c, ports, { title: dictionary(locale).accounts.again.title, robots: 'noindex' }, <Again {...view} />)
  })

  pages.post('/sign-in/demonstration', async (c) => {
    if (!mayChoosePeople(c, ports)) throw new AppError('forbidden', 'not a demonstration on this machine')
    const form = await readForm(c)
    const person = DEMONSTRATION_PEOPLE.find(({ role }) => role === form.text('role'))
    if (person === undefined)
      throw new AppError('validation-failed', 'no such person', [{ pointer: '/role', rule: 'required' }])
    const token = await signInForDemonstration(ports, person, c.var.session, coarseAgent(c.req.header('user-agent')))
    setSessionCookie(c, token)
    return c.redirect(ownPath(form.text('return_to')) ?? `/${c.var.locale}/work`, 303)
  })

  pages.get('/sign-in/held/:id', async (c) => {
    const { person } = signedIn(c)
    const form = await heldForm(ports, person.id, knownBrowser(c), c.req.param('id'))
    const hadFiles = c.req.query('files') === '1'
    const { locale } = c.var
    const t = dictionary(locale).accounts.held
    return page(
      c,
      ports,
      { title: t.title, robots: 'noindex' },
      <Held locale={locale} form={form} hadFiles={hadFiles} />,
    )
  })

  pages.post('/sign-out', async (c) => {
    if (c.var.session !== null) await endSession(ports, c.var.session.id)
    dropSessionCookie(c)
    dropSignInCookie(c)
    return c.redirect(`/${c.var.locale}/signed-out`, 303)
  })

  pages.get('/signed-out', async (c) => {
    const { locale } = c.var
    const t = dictionary(locale).accounts.signedOut
    const there = await endSessionAt(ports, `${ports.site.origin}/${locale}/signed-out`)
    return page(
      c,
      ports,
      { title: t.title, robots: 'noindex' },
      <>
        <PageHeader title={t.title} lead={t.lead} />
        {there === null ? null : (
          <Notice>
            <p>{t.provider}</p>
            <p>
              <a href={there}>{t.providerLink}</a>
            </p>
          </Notice>
        )}
        <p>
          <a href={`/${locale}/sign-in`}>{t.again}</a> · <a href={`/${locale}`}>{t.home}</a>
        </p>
      </>,
    )
  })
  return pages
}

/** `/sign-in/callback`, where the provider sends people back to; outside the languages, since it is told to the provider once. */
export function signInCallback(ports: SignInPagePorts, path: string) {
  const pages = createPages()
  pages.get(path, async (c) => {
    if (ports.signIn === null) return c.notFound()
    const outcome = await finishSignIn(
      { ...ports, ...ports.signIn },
      {
        query: new URL(c.req.url).search,
        browser: knownBrowser(c),
        session: c.var.session,
        agent: coarseAgent(c.req.header('user-agent')),
      },
    )
    // The code in this address is used up; it is told to nobody all the same.
    c.header('referrer-policy', 'no-referrer')
    c.header('cache-control', 'no-store')
    if (outcome.kind === 'signed-in') {
      setSessionCookie(c, outcome.token)
      return c.redirect(outcome.returnTo, 303)
    }
    const locale = outcome.returnTo?.startsWith('/en') ? 'en' : outcome.returnTo === null ? c.var.locale : 'uk'
    return c.redirect(signInPath(locale, outcome.returnTo, outcome.problem), 303)
  })
  return pages
}

function signInPath(locale: Locale, returnTo: string | null, problem?: SignInProblem): string {
  const query = new URLSearchParams({
    ...(problem === undefined ? {} : { problem }),
    ...(returnTo === null ? {} : { return_to: returnTo }),
  }).toString()
  return `/${locale}/sign-in${query === '' ? '' : `?${query}`}`
}

function mayChoosePeople(c: RequestContext, ports: SignInPagePorts): boolean {
  return ports.demonstrationSignIn && ports.site.demo && isOnThisMachine(c)
}

/** How long the page after signing out waits for the provider, in ms. */
const LONGEST_WAIT_MS = 1500

/** A provider that does not answer, or not soon, keeps nobody from being signed out here. */
async function endSessionAt({ signIn, sleep }: SignInPagePorts, returnTo: string): Promise<string | null> {
  if (signIn === null) return null
  const asked = signIn.provider.endSessionUrl(returnTo).catch(() => null)
  return Promise.race([asked, sleep(LONGEST_WAIT_MS).then(() => null)])
}

interface SignInView {
  readonly locale: Locale
  readonly ports: SignInPagePorts
  readonly returnTo: string | null
  readonly problem: SignInProblem | undefined
  readonly mayChoose: boolean
  /** Who is to prove again who they are. */
  readonly again: Session | null
}

const SignIn = ({ locale, ports, returnTo, problem, mayChoose }: SignInView) => {
  const t = dictionary(locale).accounts.signIn
  const said = problem === undefined ? null : t.problems[problem]
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {said === null ? null : (
        <Notice tone={problem === 'cancelled' ? 'note' : 'caution'} title={said.title}>
          <p>{said.text}</p>
        </Notice>
      )}
      {ports.signIn === null ? null : (
        <p>
          <LinkButton href={beginPath(locale, returnTo, false)}>{t.button}</LinkButton>
        </p>
      )}
      {ports.signIn === null && !ports.demonstrationSignIn ? (
        <Notice title={t.notConfigured.title}>
          <p>{t.notConfigured.text}</p>
        </Notice>
      ) : null}
      {ports.signIn === null ? null : (
        <Section id="how" title={t.how}>
          <ol class="steps">
            {t.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </Section>
      )}
      {mayChoose ? <DemonstrationPeople locale={locale} returnTo={returnTo} /> : null}
      {ports.demonstrationSignIn && !mayChoose ? (
        <Notice title={t.demonstration.elsewhere.title}>
          <p>{t.demonstration.elsewhere.text}</p>
        </Notice>
      ) : null}
    </>
  )
}

function beginPath(locale: Locale, returnTo: string | null, again: boolean): string {
  const query = new URLSearchParams({
    ...(returnTo === null ? {} : { return_to: returnTo }),
    ...(again ? { again: '1' } : {}),
  }).toString()
  return `/${locale}/sign-in/begin${query === '' ? '' : `?${query}`}`
}

const DemonstrationPeople = ({ locale, returnTo }: Pick<SignInView, 'locale' | 'returnTo'>) => {
  const { accounts, values } = dictionary(locale)
  const t = accounts.signIn.demonstration
  return (
    <Section id="demonstration" title={t.title}>
      <p>{t.text}</p>
      <form method="post" action={`/${locale}/sign-in/demonstration`} class="people-list">
        {returnTo === null ? null : <input type="hidden" name="return_to" value={returnTo} />}
        {DEMONSTRATION_PEOPLE.map(({ role, name }) => (
          <button class="button button--quiet" type="submit" name="role" value={role}>
            <span lang="uk">{name}</span>
            <span>{values.actorRole[role]}</span>
          </button>
        ))}
      </form>
    </Section>
  )
}

const Again = ({ locale, ports, returnTo, mayChoose, again }: SignInView) => {
  const t = dictionary(locale).accounts.again
  const person = again === null ? undefined : demonstrationPersonOf(again)
  const isHeld = returnTo?.includes('/sign-in/held/') ?? false
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {isHeld ? (
        <Notice tone="ok">
          <p>{t.held}</p>
        </Notice>
      ) : null}
      {ports.signIn === null ? null : (
        <p>
          <LinkButton href={beginPath(locale, returnTo, true)}>{t.button}</LinkButton>
        </p>
      )}
      {mayChoose && person ? (
        <Form action={`/${locale}/sign-in/demonstration`}>
          <input type="hidden" name="return_to" value={returnTo ?? ''} />
          <input type="hidden" name="role" value={person.role} />
          <Button>
            {t.demonstration} <span lang="uk">{person.name}</span>
          </Button>
        </Form>
      ) : null}
      <p>
        <a href={`/${locale}/work`}>{t.cancel}</a>
      </p>
    </>
  )
}

/** The form as it was filled in. Its names are those of the form that will be shown again if anything is wrong with it. */
const Held = ({
  locale,
  form,
  hadFiles,
}: {
  readonly locale: Locale
  readonly form: HeldForm
  readonly hadFiles: boolean
}) => {
  const t = dictionary(locale).accounts.held
  const shown = form.fields.filter(([, value]) => value.trim() !== '')
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {hadFiles ? (
        <Notice tone="caution">
          <p>{t.files}</p>
        </Notice>
      ) : null}
      <Form action={form.path}>
        {form.fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {shown.length === 0 ? null : (
          <details class="govuk-details">
            <summary class="govuk-details__summary">{t.fields}</summary>
            <div class="govuk-details__text">
              <ul>
                {shown.map(([, value]) => (
                  <li lang="">{value}</li>
                ))}
              </ul>
            </div>
          </details>
        )}
        <Button>{t.button}</Button>
      </Form>
    </>
  )
}
