import type { Child } from 'hono/jsx'
import type { AssetPaths } from '../../src/web/assets.ts'
import { BarChart, REGION_CODES, RegionMap } from '../../src/web/charts.tsx'
import { formatDate, formatMoney, formatMoneyShort, type Locale } from '../../src/web/i18n/index.ts'
import { Layout, type LayoutProps, renderPage, type Site } from '../../src/web/layout.tsx'
import {
  Button,
  CatalogueColumns,
  CodeBlock,
  CompareTable,
  Completeness,
  Contents,
  DataTable,
  Downloads,
  EmptyState,
  ErrorSummary,
  FacetForm,
  FacetGroup,
  FactGrid,
  Figures,
  FilterChips,
  Hero,
  IndexList,
  KeyFacts,
  LanguageText,
  LinkButton,
  Marked,
  MetaLine,
  Notice,
  PageHeader,
  Pagination,
  Paragraphs,
  RecordColumns,
  RecordList,
  ResultList,
  ResultsHead,
  SearchBox,
  Section,
  SummaryList,
  Tabs,
  Tag,
  Timeline,
  Verdict,
  VerdictPanel,
  Ways,
} from '../../src/web/ui.tsx'

/** Pages made of the kit alone, with invented content, to look at and to measure. */

export const SAMPLE_NAMES = [
  'home',
  'catalogue',
  'software',
  'organization',
  'compare',
  'empty',
  'not-found',
  'form',
] as const
export type SampleName = (typeof SAMPLE_NAMES)[number]

export function sampleSite(assets: AssetPaths): Site {
  return {
    origin: 'http://register.test',
    assets,
    demo: true,
    searchPath: '/software',
    nav: [
      { section: 'software', path: '/software' },
      { section: 'organizations', path: '/organizations' },
      { section: 'help', path: '/help' },
      { section: 'check', path: '/check' },
    ],
    footer: [
      { topic: 'about', group: 'register', path: '/help' },
      { topic: 'glossary', group: 'register', path: '/help/glossary' },
      { topic: 'log', group: 'register', path: '/log' },
      { topic: 'api', group: 'data', path: '/api/v1/openapi.json', absolute: true },
      { topic: 'data', group: 'data', path: '/data' },
      { topic: 'source', group: 'data', path: 'https://example.org/once-for-all', absolute: true },
      { topic: 'accessibility', group: 'about', path: '/accessibility' },
      { topic: 'privacy', group: 'about', path: '/privacy' },
      { topic: 'security', group: 'about', path: '/security' },
    ],
  }
}

/** The HTML of one sample page. */
export function samplePage(name: SampleName, locale: Locale, assets: AssetPaths): string {
  const uk = (ukrainian: string, english: string) => (locale === 'uk' ? ukrainian : english)
  const page = SAMPLES[name](locale, uk)
  return renderPage(
    <Layout
      site={sampleSite(assets)}
      locale={locale}
      today="2026-11-23"
      title={page.title}
      path={page.path}
      section={page.section}
      breadcrumbs={page.breadcrumbs}
      search={page.search}
      failed={page.failed}
    >
      {page.body}
    </Layout>,
  )
}

type Say = (ukrainian: string, english: string) => string

type Sample = Pick<LayoutProps, 'title' | 'path' | 'section' | 'breadcrumbs' | 'search' | 'failed'> & { body: Child }

const NAMES = [
  ['46', 'Львівська область', 'Lviv Oblast', 14],
  ['80', 'м. Київ', 'Kyiv', 9],
  ['63', 'Харківська область', 'Kharkiv Oblast', 7],
  ['05', 'Вінницька область', 'Vinnytsia Oblast', 6],
  ['12', 'Дніпропетровська область', 'Dnipropetrovsk Oblast', 5],
  ['61', 'Тернопільська область', 'Ternopil Oblast', 4],
  ['53', 'Полтавська область', 'Poltava Oblast', 3],
  ['51', 'Одеська область', 'Odesa Oblast', 2],
  ['74', 'Чернігівська область', 'Chernihiv Oblast', 1],
] as const

const regions = (locale: Locale) =>
  REGION_CODES.map((code) => {
    const known = NAMES.find(([each]) => each === code)
    return {
      code,
      name: known ? known[locale === 'uk' ? 1 : 2] : `${locale === 'uk' ? 'Регіон' : 'Region'} ${code}`,
      count: known?.[3] ?? 0,
      href: `/${locale}/software?region=${code}`,
    }
  })

const SAMPLES: Record<SampleName, (locale: Locale, uk: Say) => Sample> = {
  home: (locale, uk) => ({
    title: uk('Держава платить за програмне забезпечення один раз', 'The state pays for software once'),
    path: '/',
    body: (
      <>
        <Hero
          title={
            <>
              {uk('Держава платить за програмне забезпечення ', 'The state pays for software ')}
              <span class="once">{uk('один раз', 'once')}</span>
            </>
          }
          lead={uk(
            'Перш ніж замовляти систему, знайдіть ту, яку вже оплатив інший орган: хто нею володіє, на яких умовах її можна взяти і скільки вона коштувала.',
            'Before you order a system, find the one another authority has already paid for: who holds it, on which terms you may take it, and what it cost.',
          )}
          figures={
            <Figures
              figures={[
                { value: '126', label: uk('рішень у реєстрі', 'solutions registered'), href: `/${locale}/software` },
                { value: '94', label: uk('можна взяти повторно', 'may be reused'), href: `/${locale}/software?may` },
                { value: '84', label: uk('організації', 'organizations'), href: `/${locale}/organizations` },
                { value: '412', label: uk('впровадження у 24 регіонах', 'deployments in 24 regions') },
              ]}
            />
          }
        >
          <SearchBox locale={locale} action={`/${locale}/software`} />
          <p class="meta">
            {uk('Наприклад: ', 'For example: ')}
            <a href={`/${locale}/software?q=1`}>{uk('електронна черга', 'electronic queue')}</a>,{' '}
            <a href={`/${locale}/software?q=2`}>{uk('реєстр територіальної громади', 'register of the community')}</a>,{' '}
            <a href={`/${locale}/software?q=3`}>{uk('документообіг', 'document flow')}</a>
          </p>
        </Hero>
        <Section id="functions" title={uk('За функцією', 'By function')}>
          <IndexList
            entries={(
              [
                ['Документообіг і діловодство', 'Document flow', 18],
                ['Черга відвідувачів', 'Visitor queue', 5],
                ['Запис на прийом', 'Appointments', 9],
                ['Реєстр територіальної громади', 'Register of the community', 7],
                ['Електронні петиції та звернення', 'Petitions and appeals', 11],
                ['Бюджет участі', 'Participatory budget', 6],
                ['Облік комунального майна', 'Municipal property', 8],
                ['Освіта і дитячі садки', 'Education and kindergartens', 12],
                ['Медичні інформаційні системи', 'Medical information systems', 4],
                ['Геопортали та містобудування', 'Geoportals and planning', 10],
                ['Соціальний захист', 'Social protection', 7],
                ['Кадри і заробітна плата', 'Staff and payroll', 13],
              ] as const
            ).map(([ukrainian, english, count]) => ({
              label: uk(ukrainian, english),
              href: `/${locale}/software?function=${count}`,
              count,
            }))}
          />
        </Section>
        <Section id="ways" title={uk('З чого почати', 'Where to begin')}>
          <Ways
            ways={[
              {
                title: uk('Готую закупівлю', 'I am preparing a purchase'),
                href: `/${locale}/software`,
                text: uk(
                  'Опишіть потребу своїми словами і побачите, що вже є, скільки це коштувало і хто може цим користуватися.',
                  'Describe the need in your own words and see what exists, what it cost and who may use it.',
                ),
              },
              {
                title: uk('Представляю громаду', 'I represent a community'),
                href: `/${locale}/organizations`,
                text: uk(
                  'Подивіться, що вже працює у громадах, схожих на вашу, і попросіть рішення у володільця.',
                  'See what already runs in communities like yours and ask its holder for it.',
                ),
              },
              {
                title: uk('Перевіряю витрати', 'I audit spending'),
                href: `/${locale}/help`,
                text: uk(
                  'Кожна зміна в реєстрі має автора, час і причину, а кожну цифру можна завантажити.',
                  'Every change has an author, a time and a reason, and every figure can be downloaded.',
                ),
              },
            ]}
          />
        </Section>
        <Section id="map" title={uk('Де працюють рішення', 'Where the software runs')}>
          <RegionMap
            locale={locale}
            finding={uk(
              'Найбільше впроваджень у Львівській області; в 18 регіонах не зареєстровано жодного.',
              'Lviv Oblast has the most deployments; 18 regions have none registered.',
            )}
            counted={uk('Впроваджень', 'Deployments')}
            regions={regions(locale)}
          />
        </Section>
      </>
    ),
  }),

  catalogue: (locale, uk) => ({
    title: uk('Електронна черга: 5 рішень', 'Electronic queue: 5 solutions'),
    path: '/software?q=%D1%87%D0%B5%D1%80%D0%B3%D0%B0&function=queue',
    section: 'software',
    body: (
      <>
        <SearchBox locale={locale} action={`/${locale}/software`} value="tktrnhjyyf xthuf wyfg" />
        <Notice>
          <p>
            {uk('Показано за запитом ', 'Showing results for ')}
            <b lang="uk">електронна черга цнап</b>
            {uk(': розкладку клавіатури виправлено. ', ': the keyboard layout was corrected. ')}
            <a href={`/${locale}/software?q=x`}>{uk('Шукати саме', 'Search instead for')} «tktrnhjyyf xthuf wyfg»</a>
          </p>
        </Notice>
        <Tabs
          label={uk('Види записів', 'Kinds of records')}
          tabs={[
            { label: uk('Рішення', 'Software'), href: `/${locale}/software`, count: '5', current: true },
            { label: uk('Організації', 'Organizations'), href: `/${locale}/organizations`, count: '2' },
            { label: uk('Експерти', 'Experts'), href: `/${locale}/experts`, count: '0' },
          ]}
        />
        <CatalogueColumns
          facets={
            <FacetForm
              locale={locale}
              action={`/${locale}/software`}
              hidden={[{ name: 'q', value: 'черга' }]}
              active={1}
              clearHref={`/${locale}/software?q=черга`}
            >
              <FacetGroup
                locale={locale}
                name="verdict"
                title={uk('Право повторного використання', 'Right of reuse')}
                values={[
                  { value: 'may', label: uk('Можна всім органам', 'All authorities may use'), count: '4' },
                  { value: 'conditions', label: uk('За умов', 'On conditions'), count: '2' },
                  { value: 'ask', label: uk('Запитати володільця', 'Ask the holder'), count: '1' },
                ]}
              />
              <FacetGroup
                locale={locale}
                name="function"
                title={uk('Функція', 'Function')}
                values={[
                  { value: 'queue', label: uk('Черга відвідувачів', 'Visitor queue'), count: '5', checked: true },
                  { value: 'appointments', label: uk('Запис на прийом', 'Appointments'), count: '3' },
                  { value: 'services', label: uk('Адміністративні послуги', 'Administrative services'), count: '2' },
                ]}
              />
              <FacetGroup
                locale={locale}
                name="license"
                title={uk('Ліцензія', 'Licence')}
                values={[
                  'EUPL-1.2',
                  'Apache-2.0',
                  'MIT',
                  'GPL-3.0-only',
                  'AGPL-3.0-or-later',
                  'BSD-3-Clause',
                  'MPL-2.0',
                  'CC0-1.0',
                  'LGPL-2.1-only',
                  'ISC',
                ].map((license, index) => ({ value: license, label: license, count: String(12 - index) }))}
              />
            </FacetForm>
          }
        >
          <ResultsHead
            locale={locale}
            title={uk('5 рішень', '5 solutions')}
            sorts={[
              { label: uk('за відповідністю', 'relevance'), href: '#', current: true },
              { label: uk('за датою', 'date'), href: `/${locale}/software?sort=date` },
              { label: uk('за кількістю впроваджень', 'deployments'), href: `/${locale}/software?sort=deployments` },
            ]}
          />
          <FilterChips
            locale={locale}
            chips={[{ label: uk('Черга відвідувачів', 'Visitor queue'), removeHref: `/${locale}/software` }]}
          />
          <ResultList
            rows={[
              {
                href: `/${locale}/software/UA-SW-000123`,
                name: 'Електронна черга «Перший»',
                nameLang: locale === 'uk' ? undefined : 'uk',
                sentence: (
                  <Marked
                    text={uk(
                      'Термінал талонів, робоче місце оператора і табло для ЦНАП; запис на час із телефона, статистика черг.',
                      'Ticket terminal, operator desk and display for ЦНАП offices; booking by phone, statistics.',
                    )}
                    ranges={locale === 'uk' ? [[53, 57]] : []}
                  />
                ),
                meta: [
                  'Дубівська міська рада',
                  'EUPL-1.2',
                  uk('промислова експлуатація', 'stable'),
                  uk('працює у 14 громадах', 'runs in 14 communities'),
                ],
                verdict: { tone: 'ok', text: uk('Можна всім органам', 'All authorities may use') },
                sum: { amount: formatMoney(locale, 248_000_000), note: uk('сплачено з 2021 р.', 'paid since 2021') },
              },
              {
                href: `/${locale}/software/UA-SW-000124`,
                name: uk('Керування потоком відвідувачів «Вервечка»', 'Visitor flow “Vervechka”'),
                sentence: (
                  <Marked
                    text={uk(
                      'Електронна черга для лікарень і соціальних установ, голосове запрошення, інтеграція з МІС.',
                      'Electronic queue for hospitals and social institutions, voice calls, integration with the MIS.',
                    )}
                    ranges={[[0, uk('Електронна черга', 'Electronic queue').length]]}
                  />
                ),
                meta: [
                  uk('Обласна клінічна лікарня, м. Зоряне', 'Regional clinical hospital of Zoriane'),
                  uk('виключні права', 'exclusive rights'),
                  uk('працює у 3 закладах', 'runs in 3 institutions'),
                ],
                verdict: {
                  tone: 'caution',
                  text: uk('За умов: доплата за інтеграцію', 'On conditions: paid integration'),
                },
                sum: { amount: formatMoney(locale, 112_050_050), note: uk('сплачено з 2023 р.', 'paid since 2023') },
                why: uk('Знайдено за синонімом: керування чергою', 'Found by a synonym: queue management'),
              },
              {
                href: `/${locale}/software/UA-SW-000125`,
                name: uk('Запис на прийом «Година»', 'Appointments “Hodyna”'),
                sentence: uk(
                  'Попередній запис до ЦНАП і паспортних столів, нагадування, перенесення, черга в день прийому.',
                  'Booking ahead for service centres, reminders, moving a booking, a queue on the day.',
                ),
                meta: [uk('Служба цифрових послуг області', 'Digital services of the oblast'), 'Apache-2.0'],
                verdict: { tone: 'ask', text: uk('Запитати володільця', 'Ask the holder') },
                sum: { amount: formatMoney(locale, 74_000_000), note: uk('сплачено з 2022 р.', 'paid since 2022') },
              },
              {
                href: `/${locale}/software/UA-SW-000126`,
                name: uk('Табло оголошень «Світлиця»', 'Notice board “Svitlytsia”'),
                sentence: uk(
                  'Показ черги та оголошень на телевізорах у залі очікування.',
                  'Shows the queue and notices on screens in the waiting hall.',
                ),
                meta: [
                  uk('Вербівська селищна рада', 'Verbivka settlement council'),
                  uk('пропрієтарна ліцензія', 'proprietary'),
                ],
                verdict: { tone: 'stop', text: uk('Не можна: права третьої особи', 'May not: third-party rights') },
              },
              {
                href: `/${locale}/software/UA-SW-000127`,
                name: 'Queue Manager 4',
                nameLang: locale === 'en' ? undefined : 'en',
                sentence: uk(
                  'Імпортовано з publiccode.yml; права не описано.',
                  'Imported from publiccode.yml; rights not described.',
                ),
                meta: ['Comune di Esempio', 'AGPL-3.0-or-later'],
                verdict: { tone: 'unknown', text: uk('Не з’ясовано', 'Not established') },
              },
            ]}
          />
          <Downloads
            locale={locale}
            shown={uk('Показано 5 з 126', 'Showing 5 of 126')}
            links={[
              { label: 'CSV', href: `/${locale}/software.csv` },
              { label: 'JSON', href: `/${locale}/software.json` },
              { label: 'Atom', href: `/${locale}/software.atom` },
            ]}
          />
          <Pagination
            locale={locale}
            newerHref={`/${locale}/software?before=1`}
            olderHref={`/${locale}/software?after=1`}
          />
        </CatalogueColumns>
      </>
    ),
  }),

  software: (locale, uk) => ({
    title: uk('Електронна черга «Перший»', 'Electronic queue “Pershyi”'),
    path: '/software/UA-SW-000123',
    section: 'software',
    search: true,
    breadcrumbs: [
      { label: uk('Рішення', 'Software'), href: `/${locale}/software` },
      { label: uk('Черга відвідувачів', 'Visitor queue'), href: `/${locale}/software?function=queue` },
    ],
    body: (
      <>
        <PageHeader
          code="UA-SW-000123"
          meta={<Tag tone="ok">{uk('Промислова експлуатація', 'Stable')}</Tag>}
          title={uk('Електронна черга «Перший»', 'Electronic queue “Pershyi”')}
          lead={uk(
            'Талони, виклик і табло для центрів надання адміністративних послуг, із записом на час.',
            'Tickets, calls and displays for administrative service centres, with booking ahead.',
          )}
        />
        <VerdictPanel
          tone="ok"
          title={uk('Ваша рада може користуватися безоплатно', 'Your council may use it free of charge')}
          action={<LinkButton href={`/${locale}/ask`}>{uk('Попросити у володільця', 'Ask the holder')}</LinkButton>}
        >
          <p>
            {uk(
              'Виключні майнові права належать Дубівській міській раді; передано всім органам місцевого самоврядування (рішення № 214 від 03.02.2024, п. 4). Ліцензія EUPL-1.2.',
              'The exclusive economic rights belong to the Dubivka city council; passed to all local authorities (decision No. 214 of 3 February 2024, clause 4). Licence EUPL-1.2.',
            )}
          </p>
        </VerdictPanel>
        <RecordColumns
          aside={
            <>
              <KeyFacts
                title={uk('Громади, як ваша, вже користуються', 'Communities like yours already use it')}
                entries={[
                  {
                    text: <a href="#a">Вербівська громада</a>,
                    note: uk('12 400 жителів · з 2023 р.', '12,400 people · since 2023'),
                  },
                  {
                    text: <a href="#b">Кам’янська громада</a>,
                    note: uk('9 800 жителів · з 2024 р.', '9,800 people · since 2024'),
                  },
                ]}
              />
              <KeyFacts
                title={uk('Узяти дані', 'Take the data')}
                entries={[
                  { text: <a href="#yml">publiccode.yml</a> },
                  { text: <a href="#json">JSON</a>, note: uk('з історією версій', 'with the history of versions') },
                ]}
                more={<a href="#cite">{uk('Як цитувати', 'How to cite')}</a>}
              />
            </>
          }
        >
          <FactGrid
            facts={[
              {
                label: uk('Сплачено загалом', 'Paid in total'),
                value: formatMoney(locale, 248_000_000),
                note: uk('7 платежів, 2021–2026', '7 payments, 2021–2026'),
              },
              {
                label: uk('Працює у', 'Runs in'),
                value: uk('14 громадах', '14 communities'),
                note: uk('11 підтверджено цього року', '11 confirmed this year'),
              },
              {
                label: uk('Володілець прав', 'Holder'),
                value: <a href="#h">{uk('Дубівська міська рада', 'Dubivka city council')}</a>,
              },
              { label: uk('Версія', 'Version'), value: '3.2', note: formatDate(locale, '2026-09-14') },
              { label: uk('Ліцензія', 'Licence'), value: 'EUPL-1.2' },
              {
                label: uk('Повнота запису', 'Completeness'),
                value: uk('17 з 19', '17 of 19'),
                note: <a href="#completeness">{uk('бракує двох відомостей', 'two things are missing')}</a>,
              },
            ]}
          />
          <Section id="about" title={uk('Що робить', 'What it does')}>
            <Paragraphs
              text={uk(
                'Відвідувач бере талон у терміналі або записується на час із телефона. Оператор викликає наступного одним натисканням, табло і голос повідомляють номер вікна.\n\nКерівник бачить, скільки людей чекає і як довго триває прийом за кожною послугою.',
                'A visitor takes a ticket at the terminal or books a time by phone. The operator calls the next person with one press; the display and a voice announce the window.\n\nThe head of the office sees how many people are waiting and how long each service takes.',
              )}
            />
          </Section>
          <Section id="paid" title={uk('Що сплачено', 'What has been paid')}>
            <BarChart
              locale={locale}
              finding={uk(
                'Розроблення обійшлося в 1,62 млн ₴; з 2023 року платять лише за супровід.',
                'Development cost UAH 1.62m; since 2023 only support is paid for.',
              )}
              heads={[uk('Рік', 'Year'), uk('Сплачено, ₴', 'Paid, UAH')]}
              bars={(
                [
                  [2021, 110_000_000],
                  [2022, 52_000_000],
                  [2023, 18_000_000],
                  [2024, 21_000_000],
                  [2025, 26_000_000],
                  [2026, 21_000_000],
                ] as const
              ).map(([year, value]) => ({
                label: String(year),
                value,
                text: formatMoneyShort(locale, value).replace(/[\s\u00a0]₴|UAH[\s\u00a0]/, ''),
                accent: year === 2026,
              }))}
            />
            <DataTable
              caption={uk('Договори', 'Contracts')}
              captionHidden
              columns={[
                { label: uk('Договір', 'Contract') },
                { label: uk('Предмет', 'Subject') },
                { label: uk('Постачальник', 'Supplier') },
                { label: uk('Сума, ₴', 'Sum, UAH'), numeric: true, sortHref: '#sort', sorted: 'descending' },
              ]}
              rows={[
                [
                  <a href="#c1">UA-2021-03-11-002201-a-a1</a>,
                  uk('Розроблення', 'Development'),
                  'ТОВ «Приклад Софт»',
                  uk('1 620 000,00', '1,620,000.00'),
                ],
                [
                  <a href="#c2">UA-2024-01-19-007754-a-a1</a>,
                  uk('Супровід, 1 додаткова угода', 'Support, 1 amendment'),
                  'ТОВ «Приклад Софт»',
                  uk('210 000,00', '210,000.00'),
                ],
              ]}
            />
          </Section>
          <Section id="where" title={uk('Хто користується', 'Who uses it')}>
            <RegionMap
              locale={locale}
              finding={uk('Працює у 14 громадах дев’яти регіонів.', 'Runs in 14 communities of nine regions.')}
              counted={uk('Громад', 'Communities')}
              regions={regions(locale)}
            />
          </Section>
          <Section id="technology" title={uk('Технологія і права', 'Technology and rights')}>
            <SummaryList
              rows={[
                { label: uk('Мови програмування', 'Languages'), value: 'TypeScript, SQL' },
                {
                  label: uk('Код', 'Source code'),
                  value: <a href="https://example.org/perший">git.example.org/dubivka/pershyi</a>,
                  source: uk('з publiccode.yml, коміт 4f1c2aa', 'from publiccode.yml, commit 4f1c2aa'),
                },
                {
                  label: uk('Інтеграції', 'Integrations'),
                  value: (
                    <LanguageText locale={locale} lang="uk" show>
                      Трембіта, id.gov.ua, Дія
                    </LanguageText>
                  ),
                },
                { label: 'SBOM', value: '' },
              ]}
            />
          </Section>
          <Section id="completeness" title={uk('Повнота запису', 'Completeness')} aside={uk('17 з 19', '17 of 19')}>
            <Completeness
              locale={locale}
              items={[
                { label: uk('Володілець прав', 'Holder'), present: true },
                {
                  label: 'SBOM',
                  present: false,
                  why: uk(
                    'Без переліку складників не видно вразливостей.',
                    'Without a list of components vulnerabilities stay unseen.',
                  ),
                },
                { label: uk('Ліцензія', 'Licence'), present: true },
                {
                  label: uk('Атестат КСЗІ', 'Security attestation'),
                  present: false,
                  why: uk('Потрібен, щоб обробляти персональні дані.', 'Needed to process personal data.'),
                },
              ]}
            />
          </Section>
          <Section
            id="history"
            title={uk('Журнал змін', 'History')}
            aside={<a href="#all">{uk('Усі 7 версій', 'All 7 versions')}</a>}
          >
            <Timeline
              events={[
                {
                  when: formatDate(locale, '2026-09-14'),
                  dateTime: '2026-09-14',
                  title: uk('Версія 7: оновлено номер випуску', 'Version 7: release number updated'),
                  note: (
                    <MetaLine
                      parts={[
                        uk('Дубівська міська рада', 'Dubivka city council'),
                        uk('причина: випуск 3.2', 'reason: release 3.2'),
                      ]}
                    />
                  ),
                  verified: uk('засвідчено контрольною точкою 18 204', 'verified by checkpoint 18,204'),
                },
                {
                  when: formatDate(locale, '2026-02-03'),
                  dateTime: '2026-02-03',
                  title: uk('Версія 6: додано три впровадження', 'Version 6: three deployments added'),
                },
              ]}
            />
          </Section>
          <Section id="cite" title={uk('Цитувати', 'Cite')}>
            <CodeBlock
              locale={locale}
              id="citation"
              label={uk('Посилання на запис', 'Reference to this record')}
              wrap
              text={uk(
                'Електронна черга «Перший» (UA-SW-000123), версія запису 7. Раз для всіх, 14 вересня 2026 р.',
                'Electronic queue “Pershyi” (UA-SW-000123), record version 7. Once for All, 14 September 2026.',
              )}
            />
            <CodeBlock
              locale={locale}
              id="yml"
              label="publiccode.yml"
              text={
                'publiccodeYmlVersion: "0.7.0"\nname: Електронна черга «Перший»\nurl: https://git.example.org/dubivka/pershyi/a-very-long-path/that-does-not-fit-into-a-narrow-screen\nsoftwareVersion: "3.2"\nlegal:\n  license: EUPL-1.2'
              }
            />
          </Section>
        </RecordColumns>
      </>
    ),
  }),

  organization: (locale, uk) => ({
    title: uk('Дубівська міська рада', 'Dubivka city council'),
    path: '/organizations/UA-EDR/99000015',
    section: 'organizations',
    search: true,
    breadcrumbs: [{ label: uk('Організації', 'Organizations'), href: `/${locale}/organizations` }],
    body: (
      <>
        <PageHeader
          code={uk('ЄДРПОУ 99000015', 'EDRPOU 99000015')}
          title={uk('Дубівська міська рада', 'Dubivka city council')}
          lead={uk('Орган місцевого самоврядування, Вінницька область', 'Local self-government, Vinnytsia Oblast')}
        />
        <Contents
          locale={locale}
          links={[
            { href: '#holds', label: uk('Володіє правами', 'Holds rights') },
            { href: '#uses', label: uk('Користується', 'Uses') },
          ]}
        />
        <Section id="holds" title={uk('Володіє правами', 'Holds rights')} aside={uk('2 рішення', '2 solutions')}>
          <RecordList
            records={[
              {
                name: <a href="#1">{uk('Електронна черга «Перший»', 'Electronic queue “Pershyi”')}</a>,
                note: uk('Талони, виклик і табло для ЦНАП', 'Tickets, calls and displays'),
                side: <Verdict tone="ok">{uk('Можна всім органам', 'All authorities may use')}</Verdict>,
              },
              {
                name: <a href="#2">{uk('Реєстр громади «Оселя»', 'Community register “Oselia”')}</a>,
                note: uk('Мешканці, домогосподарства, довідки', 'Residents, households, certificates'),
                side: <Verdict tone="ask">{uk('Запитати володільця', 'Ask the holder')}</Verdict>,
              },
            ]}
          />
        </Section>
        <Section id="uses" title={uk('Користується', 'Uses')}>
          <EmptyState
            title={uk('Про жодне впровадження не повідомлено', 'No deployment has been reported')}
            ways={[
              { href: `/${locale}/help`, label: uk('Як повідомити про впровадження', 'How to report a deployment') },
            ]}
          >
            <p>
              {uk(
                'Реєстр знає про 412 впроваджень в інших організаціях, станом на 23 листопада 2026 р.',
                'The register knows of 412 deployments elsewhere, as of 23 November 2026.',
              )}
            </p>
          </EmptyState>
        </Section>
      </>
    ),
  }),

  compare: (locale, uk) => ({
    title: uk('Порівняння трьох рішень', 'Three solutions compared'),
    path: '/software/compare?id=1&id=2&id=3',
    section: 'software',
    body: (
      <>
        <PageHeader title={uk('Порівняння трьох рішень', 'Three solutions compared')} />
        <CompareTable
          locale={locale}
          caption={uk('Порівняння', 'Comparison')}
          heads={['Перший', 'Вервечка', 'Година'].map((name) => ({ name, content: <a href={`#${name}`}>{name}</a> }))}
          rows={[
            {
              label: uk('Чи можна взяти', 'May it be reused'),
              differs: true,
              cells: [
                <Verdict tone="ok">{uk('Можна', 'May use')}</Verdict>,
                <Verdict tone="caution">{uk('За умов', 'On conditions')}</Verdict>,
                <Verdict tone="stop">{uk('Не можна', 'May not')}</Verdict>,
              ],
            },
            {
              label: uk('Сплачено', 'Paid'),
              differs: true,
              cells: [248_000_000, 112_050_050, 74_000_000].map((sum) => formatMoney(locale, sum)),
            },
            {
              label: uk('Стан', 'Status'),
              differs: false,
              cells: [1, 2, 3].map(() => uk('промислова експлуатація', 'stable')),
            },
            {
              label: uk('Ліцензія', 'Licence'),
              differs: true,
              cells: ['EUPL-1.2', uk('виключні права', 'exclusive rights'), 'Apache-2.0'],
            },
          ]}
        />
      </>
    ),
  }),

  empty: (locale, uk) => ({
    title: uk('Нічого не знайдено', 'Nothing found'),
    path: '/software?q=xyz',
    section: 'software',
    body: (
      <>
        <SearchBox locale={locale} action={`/${locale}/software`} value={uk('облік вуликів', 'beehives')} />
        <EmptyState
          level={1}
          title={uk('За запитом «облік вуликів» нічого не знайдено', 'Nothing found for “beehives”')}
          ways={[
            { href: `/${locale}/software`, label: uk('Переглянути всі 126 рішень', 'See all 126 solutions') },
            { href: `/${locale}/help`, label: uk('Як шукати', 'How to search') },
          ]}
        >
          <p>
            {uk(
              'Шукали серед 126 рішень станом на 23 листопада 2026 р. Реєстр не охоплює рішень, про які ще не повідомлено, тож це не означає, що такого рішення немає.',
              'Searched 126 solutions as of 23 November 2026. The register does not cover software nobody has reported, so this does not mean that none exists.',
            )}
          </p>
        </EmptyState>
      </>
    ),
  }),

  'not-found': (locale, uk) => ({
    title: uk('Сторінку не знайдено', 'Page not found'),
    path: '/nowhere',
    search: true,
    body: (
      <EmptyState
        level={1}
        title={uk('Такої сторінки немає', 'There is no such page')}
        ways={[
          { href: `/${locale}/software`, label: uk('До каталогу рішень', 'To the catalogue') },
          { href: `/${locale}`, label: uk('На головну', 'To the home page') },
        ]}
      >
        <p>
          {uk(
            'Можливо, в адресі помилка. Записи реєстру не зникають: якщо ви мали номер, знайдіть його пошуком.',
            'The address may be mistyped. Records never disappear: if you had a number, search for it.',
          )}
        </p>
      </EmptyState>
    ),
  }),

  form: (locale, uk) => ({
    title: uk('Хто володіє правами', 'Who holds the rights'),
    path: '/desk/new',
    failed: true,
    body: (
      <>
        <ErrorSummary
          locale={locale}
          errors={[{ href: '#edrpou', text: uk('Введіть вісім цифр ЄДРПОУ', 'Enter the eight digits of the EDRPOU') }]}
        />
        <PageHeader title={uk('Хто володіє правами', 'Who holds the rights')} />
        <form>
          <div class="govuk-form-group govuk-form-group--error">
            <label class="govuk-label" for="edrpou">
              {uk('Код ЄДРПОУ', 'EDRPOU code')}
            </label>
            <div id="edrpou-hint" class="govuk-hint">
              {uk('Вісім цифр, наприклад 99000015', 'Eight digits, such as 99000015')}
            </div>
            <p id="edrpou-error" class="govuk-error-message">
              {uk('Введіть вісім цифр ЄДРПОУ', 'Enter the eight digits of the EDRPOU')}
            </p>
            <input
              class="govuk-input govuk-input--width-10 govuk-input--error"
              id="edrpou"
              name="edrpou"
              value="9900001"
              aria-describedby="edrpou-hint edrpou-error"
            />
          </div>
          <div class="govuk-form-group">
            <label class="govuk-label" for="note">
              {uk('Документ про передання', 'Transfer document')}
            </label>
            <textarea class="govuk-textarea" id="note" name="note" rows={4} />
          </div>
          <div class="govuk-form-group">
            <fieldset class="govuk-fieldset">
              <legend class="govuk-fieldset__legend">{uk('Підстава', 'Basis')}</legend>
              <div class="govuk-radios">
                {[uk('На замовлення', 'Commissioned'), uk('Ліцензія', 'Licence')].map((label, index) => (
                  <div class="govuk-radios__item">
                    <input
                      class="govuk-radios__input"
                      id={`basis-${index}`}
                      name="basis"
                      type="radio"
                      value={String(index)}
                      checked={index === 0}
                    />
                    <label class="govuk-label govuk-radios__label" for={`basis-${index}`}>
                      {label}
                    </label>
                  </div>
                ))}
              </div>
            </fieldset>
          </div>
          <Button>{uk('Зберегти і далі', 'Save and continue')}</Button>
        </form>
      </>
    ),
  }),
}
