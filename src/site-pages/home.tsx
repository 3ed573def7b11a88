import type { Child } from 'hono/jsx'
import { codeTitle, type Reference } from '../directory/reference.ts'
import { kyivDay } from '../kernel/dates.ts'
import { textFor } from '../kernel/localized.ts'
import { type CatalogueRow, catalogueRows, listSoftware } from '../software/catalogue.ts'
import type { SoftwarePorts } from '../software/service.ts'
import {
  countRunningByRegion,
  type RegisterFigures,
  selectNewestSoftwareIds,
  selectRealSoftwareIds,
  selectRegisterFigures,
} from '../software/store-figures.ts'
import { VERDICT_TONES } from '../software/views-catalogue.tsx'
import type { RegionCount } from '../web/charts.tsx'
import { RegionMap } from '../web/charts.tsx'
import { dictionary, formatCount, formatDate, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { EmptyState, Figures, Hero, IndexList, RecordList, SearchBox, Section, Verdict } from '../web/ui.tsx'

type Ports = SoftwarePorts & PagePorts

const NEWEST = 6
const MOST_REAL = 12

interface HomeView {
  readonly locale: Locale
  readonly today: string
  readonly figures: RegisterFigures & { readonly software: number; readonly mayUse: number }
  readonly groups: readonly { readonly code: string; readonly title: string; readonly count: number }[]
  readonly newest: readonly CatalogueRow[]
  readonly regions: readonly RegionCount[]
  /** Only beside demonstration data. */
  readonly real: readonly CatalogueRow[]
}

export function homePage(ports: Ports) {
  const pages = createPages()
  pages.get('/', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale)
    return page(
      c,
      ports,
      {
        title: t.home.title,
        description: t.home.description,
        canonicalPath: '/',
        alternates: [{ type: 'application/atom+xml', href: `/${locale}/software.atom`, title: t.catalogue.feed }],
      },
      <HomeView {...(await homeView(ports, locale))} />,
    )
  })
  return pages
}

async function homeView(ports: Ports, locale: Locale): Promise<HomeView> {
  const list = await listSoftware(ports, {
    text: '',
    filters: {},
    facets: ['verdict', 'function'],
    sort: 'updated',
    limit: 1,
    cursor: null,
  })
  const countOf = (facet: string, value: string) =>
    list.facets.values[facet]?.find((each) => each.value === value)?.count ?? 0
  const functions = await ports.reference.all('functions')
  const { demo } = ports.site
  const newest = await selectNewestSoftwareIds(ports.read, NEWEST, demo ? true : undefined)
  return {
    locale,
    today: ports.today(),
    figures: {
      ...(await selectRegisterFigures(ports.read)),
      software: list.total.count,
      mayUse: countOf('verdict', 'may-use'),
    },
    groups: functions
      .filter(({ parent }) => parent === null)
      .map((code) => ({ code: code.code, title: codeTitle(code, locale), count: countOf('function', code.code) }))
      .sort((a, b) => a.title.localeCompare(b.title, locale)),
    newest: await catalogueRows(ports, newest),
    regions: await regionCounts(ports, ports.reference, locale),
    real: demo ? await catalogueRows(ports, await selectRealSoftwareIds(ports.read, MOST_REAL)) : [],
  }
}

async function regionCounts(ports: Ports, reference: Reference, locale: Locale): Promise<readonly RegionCount[]> {
  const running = await countRunningByRegion(ports.read)
  const regions = await reference.all('regions')
  return regions.map((region) => ({
    code: region.code.slice(2),
    name: codeTitle(region, locale),
    count: running.get(region.code) ?? 0,
  }))
}

const HomeView = (view: HomeView) => {
  const { locale, today, figures, groups } = view
  const t = dictionary(locale).home
  return (
    <>
      <Hero
        title={
          <>
            {t.principle[0]} <span class="once">{t.principle[1]}</span>
          </>
        }
        lead={t.lead}
        figures={<HomeFigures locale={locale} figures={figures} today={today} />}
      >
        <SearchBox locale={locale} action={`/${locale}/search`} placeholder={t.placeholder} />
        <p class="meta">
          {t.examples}{' '}
          {t.queries.map((text, index) => (
            <>
              {index > 0 ? ', ' : null}
              <a href={`/${locale}/software?q=${encodeURIComponent(text)}`}>{text}</a>
            </>
          ))}
        </p>
      </Hero>
      <Section id="functions" title={t.functions} aside={t.functionsAside(groups.length)}>
        <IndexList
          entries={groups.map(({ code, title, count }) => ({
            label: title,
            href: count === 0 ? undefined : `/${locale}/software?function=${code}`,
            count: formatCount(locale, count),
          }))}
        />
      </Section>
      <Section id="how" title={t.steps}>
        <Steps locale={locale} />
      </Section>
      <Section id="new" title={t.fresh} aside={<a href={`/${locale}/software.atom`}>{t.freshAside}</a>}>
        <div class="lists-aside">
          <RecordList records={view.newest.map((row) => recordRow(row, locale, t.updated))} />
        </div>
        <p class="more">
          <a href={`/${locale}/software?sort=updated`}>{t.freshAll}</a>
        </p>
      </Section>
      <Section id="map" title={t.map}>
        <Running {...view} />
      </Section>
      {view.real.length > 0 ? (
        <Section id="real" title={t.real} aside={t.realAside}>
          <p>{t.realText}</p>
          <div class="lists-aside">
            <RecordList records={view.real.map((row) => recordRow(row, locale))} />
          </div>
        </Section>
      ) : null}
    </>
  )
}

const HomeFigures = ({ locale, figures, today }: Pick<HomeView, 'locale' | 'figures' | 'today'>) => {
  const t = dictionary(locale).home
  const number = (count: number) => formatCount(locale, count)
  const base = `/${locale}/software`
  return (
    <>
      <Figures
        figures={[
          { value: number(figures.software), label: t.figures.software(figures.software), href: base },
          { value: number(figures.mayUse), label: t.figures.may, href: `${base}?verdict=may-use` },
          {
            value: number(figures.organizations),
            label: t.figures.organizations(figures.organizations),
            href: `/${locale}/organizations`,
          },
          {
            value: number(figures.deployments),
            label: t.figures.deployments(figures.deployments, figures.regions),
            href: '#map',
          },
        ]}
      />
      <p class="meta">{t.asOf(formatDate(locale, today))}</p>
    </>
  )
}

const Steps = ({ locale }: { readonly locale: Locale }) => {
  const t = dictionary(locale).home
  const links = [
    { href: `/${locale}/help#search`, label: t.learn.search },
    { href: `/${locale}/help#rights`, label: t.learn.rights },
    { href: `/${locale}/help#compare`, label: t.learn.compare },
  ]
  return (
    <ol class="steps">
      {t.step.map(({ title, text }, index) => (
        <li>
          <h3>{title}</h3>
          <p>{text}</p>
          <p class="meta">
            <a href={links[index]?.href}>{links[index]?.label}</a>
          </p>
        </li>
      ))}
    </ol>
  )
}

const Running = ({ locale, regions }: HomeView) => {
  const t = dictionary(locale).home
  const most = [...regions].sort((a, b) => b.count - a.count)[0]
  if (!most || most.count === 0) {
    return <EmptyState title={t.mapNone} />
  }
  const some = regions.filter(({ count }) => count > 0).length
  return (
    <>
      <RegionMap
        locale={locale}
        finding={t.mapFinding(most.name, most.count, some, regions.length - some)}
        counted={t.mapCounted}
        regions={regions}
      />
      <p class="meta">{t.mapOccupied}</p>
    </>
  )
}

function recordRow(
  { card, holder, verdict }: CatalogueRow,
  locale: Locale,
  updated?: (date: string) => string,
): { name: Child; note: Child; side: Child } {
  const { values } = dictionary(locale)
  const name = textFor(card.name, locale)
  const sentence = textFor(card.shortDescription, locale)
  const named = textFor(holder?.name, locale)
  return {
    name: (
      <a href={`/${locale}/software/${card.id}`} lang={name?.language === locale ? undefined : name?.language}>
        {name?.text ?? card.id}
      </a>
    ),
    note: (
      <>
        <span lang={sentence?.language === locale ? undefined : sentence?.language}>{sentence?.text}</span>
        {named ? ` · ${named.text}` : null}
        {updated ? ` · ${updated(formatDate(locale, kyivDay(card.updatedAt)))}` : null}
      </>
    ),
    side: <Verdict tone={VERDICT_TONES[verdict.verdict]}>{values.verdict[verdict.verdict]}</Verdict>,
  }
}
