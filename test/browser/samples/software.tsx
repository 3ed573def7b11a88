import { BarChart, RegionMap } from '../../../src/web/charts.tsx'
import { formatDate, formatMoney, formatMoneyShort } from '../../../src/web/i18n/index.ts'
import {
  CodeBlock,
  Completeness,
  DataTable,
  FactGrid,
  KeyFacts,
  LanguageText,
  LinkButton,
  MetaLine,
  PageHeader,
  Paragraphs,
  RecordColumns,
  Section,
  SummaryList,
  Tag,
  Timeline,
  VerdictPanel,
} from '../../../src/web/ui.tsx'
import { regions } from './regions.ts'
import type { Sample } from './sample.ts'

export const software: Sample = (locale, uk) => ({
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
})
