import { formatMoney } from '../../../src/web/i18n/index.ts'
import { CompareTable, Contents, EmptyState, PageHeader, RecordList, Section, Verdict } from '../../../src/web/ui.tsx'
import type { Sample } from './sample.ts'

export const organization: Sample = (locale, uk) => ({
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
      <Section id="holds" title={uk('Володіє правами', 'Holds rights')} aside={uk('2 рішення', '2 entries')}>
        <RecordList
          records={[
            {
              name: <a href="#1">{uk('Електронна черга «Перший»', 'Electronic queue “Pershyi”')}</a>,
              note: uk('Талони, виклик і табло для ЦНАП', 'Tickets, calls and displays'),
              side: <Verdict tone="ok">{uk('Можна використовувати', 'May be used')}</Verdict>,
            },
            {
              name: <a href="#2">{uk('Реєстр громади «Оселя»', 'Community register “Oselia”')}</a>,
              note: uk('Мешканці, домогосподарства, довідки', 'Residents, households, certificates'),
              side: <Verdict tone="ask">{uk('Треба запитати володільця', 'Ask the holder')}</Verdict>,
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
})

export const compare: Sample = (locale, uk) => ({
  title: uk('Порівняння трьох рішень', 'Three entries compared'),
  path: '/software/compare?id=1&id=2&id=3',
  section: 'software',
  body: (
    <>
      <PageHeader title={uk('Порівняння трьох рішень', 'Three entries compared')} />
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
              <Verdict tone="caution">{uk('На умовах', 'On conditions')}</Verdict>,
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
})
