import { RegionMap } from '../../../src/web/charts.tsx'
import { Figures, Hero, IndexList, SearchBox, Section, Ways } from '../../../src/web/ui.tsx'
import { regions } from './regions.ts'
import type { Sample } from './sample.ts'

export const home: Sample = (locale, uk) => ({
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
              {
                value: '126',
                label: uk('рішень у реєстрі', 'software entries registered'),
                href: `/${locale}/software`,
              },
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
})
