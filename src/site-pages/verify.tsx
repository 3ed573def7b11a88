import { dictionary, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { Prose } from '../web/prose.tsx'
import { Button, Notice } from '../web/ui.tsx'

/** Where the page asks for the log's verifier keys when it opens; while it checks, it asks for nothing. */
const KEYS_PATH = '/.well-known/once-for-all-log.json'

/** `/verify`: proofs, checkpoints and dumps of the log, checked in the reader's browser by the program that can be downloaded. */
export function verifyPage(ports: PagePorts) {
  const pages = createPages()
  pages.get('/verify', (c) => {
    const locale = c.var.locale
    const { text } = dictionary(locale).verify
    const { origin, assets } = ports.site
    return page(
      c,
      ports,
      { title: text.title, description: text.lead, section: 'help', search: true, canonicalPath: '/verify' },
      <>
        <Prose locale={locale} text={text} origin={origin} after={{ check: <CheckForm locale={locale} /> }} />
        <script type="module" src={assets.verifyPage} />
      </>,
    )
  })
  return pages
}

/** Shown by its script alone: without it the form could only send the files somewhere. */
const CheckForm = ({ locale }: { readonly locale: Locale }) => {
  const t = dictionary(locale).verify.form
  return (
    <>
      <noscript>
        <Notice tone="caution">
          <p>{t.noScript}</p>
        </Notice>
      </noscript>
      <form id="verify" class="verify" hidden data-keys={KEYS_PATH} data-words={JSON.stringify(wordsOf(locale))}>
        <div class="govuk-form-group">
          <label class="govuk-label" for="verify-files">
            {t.files}
          </label>
          <p id="verify-files-hint" class="govuk-hint">
            {t.filesHint}
          </p>
          <input id="verify-files" class="verify__files" type="file" multiple aria-describedby="verify-files-hint" />
        </div>
        <div class="govuk-form-group">
          <label class="govuk-label" for="verify-text">
            {t.text}
          </label>
          <p id="verify-text-hint" class="govuk-hint">
            {t.textHint}
          </p>
          <textarea
            id="verify-text"
            class="govuk-textarea verify__text"
            rows={6}
            spellcheck={false}
            autocomplete="off"
            aria-describedby="verify-text-hint"
          />
        </div>
        <div class="govuk-form-group">
          <label class="govuk-label" for="verify-keys">
            {t.keys}
          </label>
          <p id="verify-keys-hint" class="govuk-hint">
            {t.keysHint} <span id="verify-keys-note" />
          </p>
          <textarea
            id="verify-keys"
            class="govuk-textarea verify__text"
            rows={3}
            spellcheck={false}
            autocomplete="off"
            aria-describedby="verify-keys-hint"
          />
        </div>
        <Button>{t.button}</Button>
      </form>
      <div id="verify-result" class="verify__result" role="status" aria-label={t.result} />
      {(['ok', 'stop', 'caution'] as const).map((tone) => (
        <template id={`verify-${tone}`}>
          <Notice tone={tone} title=" " />
        </template>
      ))}
    </>
  )
}

/** What the script says besides the words of a report. */
function wordsOf(locale: Locale) {
  const { keysFromHere, keysNone, working, progress, nothing, noKeys, combination, kinds, noEd25519, unreadable } =
    dictionary(locale).verify.form
  return { keysFromHere, keysNone, working, progress, nothing, noKeys, combination, kinds, noEd25519, unreadable }
}
