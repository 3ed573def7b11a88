import { formatMoney } from '../../../src/web/i18n/index.ts'
import {
  CatalogueColumns,
  Downloads,
  FacetForm,
  FacetGroup,
  FilterChips,
  Marked,
  Notice,
  Pagination,
  ResultList,
  ResultsHead,
  SearchBox,
  Tabs,
} from '../../../src/web/ui.tsx'
import type { Sample } from './sample.ts'

export const catalogue: Sample = (locale, uk) => ({
  title: uk('Електронна черга: 5 рішень', 'Electronic queue: 5 software entries'),
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
                { value: 'may', label: uk('Можна використовувати', 'May be used'), count: '4' },
                { value: 'conditions', label: uk('Можна на певних умовах', 'May be used on conditions'), count: '2' },
                { value: 'ask', label: uk('Треба запитати володільця', 'Ask the holder'), count: '1' },
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
          title={uk('5 рішень', '5 software entries')}
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
              verdict: { tone: 'ok', text: uk('Можна використовувати', 'May be used') },
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
                text: uk('На умовах: доплата за інтеграцію', 'On conditions: paid integration'),
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
              verdict: { tone: 'ask', text: uk('Треба запитати володільця', 'Ask the holder') },
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
              verdict: {
                tone: 'stop',
                text: uk('Не можна: права третьої особи', 'May not be used: third-party rights'),
              },
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
              verdict: { tone: 'unknown', text: uk('Права не описано', 'Rights not described') },
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
})
