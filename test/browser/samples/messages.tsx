import { Button, EmptyState, ErrorSummary, PageHeader, SearchBox } from '../../../src/web/ui.tsx'
import type { Sample } from './sample.ts'

export const empty: Sample = (locale, uk) => ({
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
          { href: `/${locale}/software`, label: uk('Переглянути всі 126 рішень', 'See all 126 entries') },
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
})

export const notFound: Sample = (locale, uk) => ({
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
})

export const form: Sample = (locale, uk) => ({
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
            <div class="govuk-radios--small">
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
})
