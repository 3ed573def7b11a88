import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { accountPages } from './account-pages/account.tsx'
import { keyPages } from './account-pages/keys.tsx'
import { requestRolePages } from './account-pages/request-role.tsx'
import { rolePages } from './account-pages/roles.tsx'
import { signInCallback, signInPages } from './account-pages/sign-in.tsx'
import { leadToSignIn } from './account-pages/step-up.ts'
import { workPage } from './account-pages/work.tsx'
import { carriedOutOnce } from './accounts/idempotency-api.ts'
import { bearerOfKey, keysApi } from './accounts/keys-api.ts'
import { CALLBACK_PATH } from './accounts/oidc.ts'
import { sessionOf } from './accounts/sessions.ts'
import type { Deps } from './deps.ts'
import { directoryApi } from './directory/api.ts'
import { consentLinksApi } from './directory/consent-links-api.ts'
import { getExpert, getOrganization } from './directory/service.ts'
import { consentPages } from './directory-pages/consent.tsx'
import { expertPages } from './directory-pages/experts.tsx'
import { organizationPage } from './directory-pages/organization.tsx'
import { organizationListPage } from './directory-pages/organizations.tsx'
import { workDeploymentPages } from './directory-pages/work-deployments.tsx'
import { workExpertPages } from './directory-pages/work-experts.tsx'
import { workOrganizationPages } from './directory-pages/work-organizations.tsx'
import { historyApi, type Versioned } from './history/api.ts'
import { logApi } from './history/log-api.ts'
import { logPages } from './history/log-pages.tsx'
import { historyPages } from './history/pages.tsx'
import { everyVersion } from './history/versions.ts'
import { historyPorts, historySubjects } from './history-subjects.ts'
import { ANONYMOUS } from './kernel/actor.ts'
import { AppError, ERROR_CODES } from './kernel/errors.ts'
import { failureText } from './kernel/failure-text.ts'
import { DeploymentId, ExpertId, OrganizationId, ProposalId, SoftwareId } from './kernel/identifiers.ts'
import { publicRecordsOf } from './public-records.ts'
import { searchApi } from './search-pages/api.ts'
import { openSearchPages } from './search-pages/open-search.ts'
import { searchPages } from './search-pages/pages.ts'
import { similarApi } from './search-pages/similar-api.ts'
import { apiReferencePages } from './site-pages/api-reference.tsx'
import { homePage } from './site-pages/home.tsx'
import { machinePages } from './site-pages/machine.ts'
import type { OpenApiDocument } from './site-pages/openapi-view.ts'
import { sitePages } from './site-pages/pages.tsx'
import { verifyPage } from './site-pages/verify.tsx'
import { softwareApi } from './software/api.ts'
import { getDeployment } from './software/deployments.ts'
import { deploymentsApi } from './software/deployments-api.ts'
import { editingPages } from './software/editing/pages.tsx'
import { importApi } from './software/import-api.ts'
import { moderationPages } from './software/moderation-pages.tsx'
import { cataloguePages } from './software/pages-catalogue.tsx'
import { comparePages } from './software/pages-compare.tsx'
import { softwareRecordPages } from './software/pages-record.tsx'
import { getProposal, readableProposalVersions } from './software/proposals.ts'
import { proposalsApi } from './software/proposals-api.ts'
import { readableVersions, visibleSoftware } from './software/service.ts'
import { withWhatAllShare } from './web/api-description.ts'
import { isLocale, LOCALES, type Locale } from './web/i18n/index.ts'
import { createApi, createPages, type RequestContext, type RequestEnv } from './web/kit.ts'
import { errorPage } from './web/page.tsx'
import { asAppError, problemOf } from './web/problem.ts'
import { countFailure, limitedByAddress, rateLimitFields, refuseGuessing } from './web/rate-limits.ts'
import { checkedBody } from './web/request-body.ts'
import { pathToLog, secretPages } from './web/secret-pages.ts'
import { securityHeaders } from './web/security-headers.ts'
import { sameOriginOnly, withSession } from './web/session.ts'
import { workSlots } from './work-slots.ts'

/** Largest body of a JSON request, in bytes; imports take files and have a bound of their own. */
const LARGEST_JSON = 2 * 1024 * 1024
/** Largest body of a form, in bytes: a long description, or an uploaded publiccode.yml. */
const LARGEST_FORM = 1024 * 1024

/** Before whatever refuses requests: a page of another site may read refusals too. */
const READING_FROM_ANYWHERE = {
  origin: '*',
  allowMethods: ['GET', 'HEAD'],
  allowHeaders: ['Accept-Language', 'If-None-Match'],
  exposeHeaders: ['ETag', 'Link', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
}

/** The head of the description of the API. */
const OPEN_API = {
  openapi: '3.1.0',
  info: { title: 'Once for All', version: '1', description: 'The national register of budget-funded software.' },
  servers: [{ url: '/api/v1' }],
}

/** The whole program behind one `fetch`: mounts every feature's routes. Nothing here knows which host it runs on. */
export function createApp(deps: Deps): Hono<RequestEnv> {
  const app = new Hono<RequestEnv>()
  app.use(secretPages(), securityHeaders())
  app.use(async (c, next) => {
    c.set('actor', ANONYMOUS)
    c.set('session', null)
    c.set('locale', localeOfPath(c.req.path) ?? acceptedLocale(c.req.header('accept-language')))
    await next()
  })
  app.get('/healthz', (c) => c.text('ok'))
  // Anyone's page may read the public data; nobody's page may write with a reader's key.
  app.use('/api/*', cors(READING_FROM_ANYWHERE))
  app.use(rateLimitFields(), limitedByAddress(deps.quotas))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const refused = failed(deps, c, new AppError('method-not-allowed', `${c.req.method} ${c.req.path}`))
        refused.headers.set('allow', methods.join(', '))
        return refused
      },
    }),
  )

  // Browsers and crawlers ask for it by this name, whatever pages say.
  app.get('/favicon.ico', (c) => c.redirect(deps.site.assets.icon))
  const api = apiOf(deps)
  const described = once(
    (): OpenApiDocument => withWhatAllShare(JSON.parse(JSON.stringify(api.getOpenAPI31Document(OPEN_API)))),
  )
  api.get('/openapi.json', (c) => c.json(described()))
  app.route('/api/v1', api)
  app.route('/', machinePages(deps))
  app.route('/', logApi({ ...deps, publicRecords: publicRecordsOf(deps) }))
  app.route('/', openSearchPages(deps))
  app.use(
    CALLBACK_PATH,
    withSession((token) => sessionOf(deps, token)),
  )
  app.route('/', signInCallback(deps, CALLBACK_PATH))

  app.get('/problems/:code', (c) => {
    const code = ERROR_CODES.find((known) => known === c.req.param('code'))
    return code === undefined ? c.notFound() : c.redirect(`/${c.var.locale}/problems/${code}`, 303)
  })
  app.get('/', (c) => c.redirect(`/${c.var.locale}`, 303))
  for (const locale of LOCALES) {
    app.get(`/${locale}/`, (c) => c.redirect(`/${locale}`, 308))
    app.get(`/${locale}/:path{.+/}`, (c) => c.redirect(withoutFinalSlash(c.req.url), 301))
    app.route(`/${locale}`, pagesOf(deps, described))
  }

  app.notFound((c) => failed(deps, c, new AppError('not-found', c.req.path)))
  app.onError((error, c) => {
    const known = asAppError(error)
    if (known.code === 'internal')
      deps.log('request failed', { path: pathToLog(c.req.path), error: failureText(error) })
    return refusedPage(deps, c, known)
  })
  return app
}

/** Every feature's pages, below `/uk` and `/en`. */
function pagesOf(deps: Deps, openApi: () => OpenApiDocument) {
  const pages = createPages()
  pages.use(sameOriginOnly(deps.site.origin))
  pages.use(checkedBody(LARGEST_FORM))
  pages.use(withSession((token) => sessionOf(deps, token)))
  pages.use(async (_, next) => {
    await deps.demonstration.look()
    await next()
  })
  pages.route('/', homePage(deps))
  pages.route('/', sitePages(deps))
  pages.route('/', verifyPage(deps))
  pages.route('/', apiReferencePages(deps, openApi))
  pages.route('/', searchPages(deps))
  pages.route('/', openSearchPages(deps))
  pages.route('/', cataloguePages(deps))
  pages.route('/', comparePages(deps))
  pages.route('/', softwareRecordPages(deps))
  pages.route('/', moderationPages(deps))
  pages.route('/', editingPages(deps))
  pages.route('/', organizationListPage(deps))
  pages.route('/', organizationPage(deps))
  pages.route('/', expertPages(deps))
  pages.route('/', workOrganizationPages(deps))
  pages.route('/', workExpertPages(deps))
  pages.route('/', workDeploymentPages(deps))
  pages.route(
    '/',
    consentPages(deps, {
      refuse: (c) => refuseGuessing(c, deps.quotas),
      count: (c) => countFailure(c, deps.quotas),
    }),
  )
  pages.route('/', historyPages(historyPorts(deps), historySubjects(deps)))
  pages.route('/', logPages({ ...deps, ...historyPorts(deps), publicRecords: publicRecordsOf(deps) }))
  pages.route('/', signInPages(deps))
  pages.route('/', accountPages(deps))
  pages.route('/', requestRolePages(deps))
  pages.route('/', rolePages(deps))
  pages.route('/', keyPages(deps))
  pages.route('/', workPage(deps, workSlots(deps)))
  return pages
}

function apiOf(deps: Deps) {
  const api = createApi()
  api.use(checkedBody(LARGEST_JSON))
  api.use(bearerOfKey(deps))
  api.use(async (c, next) => {
    refuseBadEncoding(c.req.url)
    await next()
  })
  api.use(carriedOutOnce(deps))
  api.route('/', importApi(deps))
  api.route('/', searchApi(deps))
  api.route('/', similarApi(deps))
  // Before the entries' own: `/software/{id}/{transition}` would take `/software/{id}/proposals`.
  api.route('/', proposalsApi(deps))
  api.route('/', softwareApi(deps))
  api.route('/', deploymentsApi(deps))
  api.route('/', directoryApi(deps))
  api.route('/', consentLinksApi(deps))
  api.route('/', historyApi(deps, versionedCollections(deps)))
  api.route('/', keysApi(deps))
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  return api
}

/** Makes a value when it is first asked for, and keeps it. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Whose history may be read by whom: by those who may read the record itself. */
function versionedCollections(deps: Deps): readonly Versioned[] {
  return [
    {
      collection: 'software',
      type: 'software',
      id: SoftwareId,
      mayRead: async (c, id) => readableVersions(c.var.actor, await visibleSoftware(deps, c.var.actor, id)),
    },
    {
      collection: 'organizations',
      type: 'organization',
      id: OrganizationId,
      mayRead: async (_, id) => {
        await getOrganization(deps, id)
        return everyVersion
      },
    },
    {
      collection: 'experts',
      type: 'expert',
      id: ExpertId,
      mayRead: async (c, id) => {
        await getExpert(deps, c.var.actor, id)
        return everyVersion
      },
    },
    {
      collection: 'deployments',
      type: 'deployment',
      id: DeploymentId,
      mayRead: async (_, id) => {
        await getDeployment(deps, id)
        return everyVersion
      },
    },
    {
      collection: 'proposals',
      type: 'proposal',
      id: ProposalId,
      mayRead: async (c, id) => readableProposalVersions(c.var.actor, await getProposal(deps, c.var.actor, id)),
    },
  ]
}

/** An address whose escapes are not UTF-8 would be searched for as something nobody typed. */
function refuseBadEncoding(address: string): void {
  const { pathname, search } = new URL(address)
  try {
    decodeURIComponent(`${pathname}${search}`)
  } catch (error) {
    throw new AppError('validation-failed', 'the address is not UTF-8', [{ pointer: '?', rule: 'utf-8-invalid' }], {
      cause: error,
    })
  }
}

/** The same address without slashes at the end of its path, on this site. */
function withoutFinalSlash(address: string): string {
  const { pathname, search } = new URL(address)
  return `${pathname.replace(/(?<!\/)\/+$/, '')}${search}`
}

/** Pages send whoever must be somebody to sign in and back; somebody without a role is told that this is what is missing. */
async function refusedPage(deps: Deps, c: RequestContext, error: AppError): Promise<Response> {
  const isPage = localeOfPath(c.req.path) !== undefined
  if (!isPage || error.code !== 'unauthenticated') return failed(deps, c, error)
  if (c.var.session === null) return leadToSignIn(c, deps)
  const finding = { pointer: '', rule: 'no-role' }
  return failed(deps, c, new AppError('forbidden', 'signed in without a role', [finding], { cause: error }))
}

/** A problem document for the API and for clients that do not read HTML, a page for everybody else. */
function failed(deps: Deps, c: RequestContext, error: AppError): Response {
  if (localeOfPath(c.req.path) !== undefined) return errorPage(c, deps, error)
  if (c.req.path.startsWith('/api/')) return problemResponse(deps, error, c.var.locale)
  const readsPages = (c.req.header('accept') ?? '').includes('text/html')
  const response = readsPages ? errorPage(c, deps, error) : problemResponse(deps, error, c.var.locale)
  response.headers.set('vary', 'Accept, Accept-Language')
  return response
}

function problemResponse(deps: Deps, error: AppError, locale: Locale): Response {
  const problem = problemOf(error, locale, deps.site.origin)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': locale,
      vary: 'Accept-Language',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
  })
}

function localeOfPath(path: string): Locale | undefined {
  return LOCALES.find((locale) => path === `/${locale}` || path.startsWith(`/${locale}/`))
}

/** The first of our languages that Accept-Language names, by its weights; Ukrainian when it names none. */
export function acceptedLocale(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters
        .map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
        .find((q) => q !== undefined)
      return { language: tag.toLowerCase().split('-')[0] ?? '', weight: Number(weight ?? 1) }
    })
    .filter(({ language, weight }) => isLocale(language) && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0]?.language
  return isLocale(wanted) ? wanted : 'uk'
}
