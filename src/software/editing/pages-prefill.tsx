import { type FilledForm, readForm } from '../../web/form.ts'
import { dictionary, type Locale } from '../../web/i18n/index.ts'
import { importFindingText } from '../../web/import-findings.ts'
import { createPages, type RequestContext } from '../../web/kit.ts'
import { page } from '../../web/page.tsx'
import {
  Button,
  Choices,
  ErrorSummary,
  FileField,
  Form,
  fieldId,
  Notice,
  PageHeader,
  Section,
  Tag,
  TextArea,
  TextField,
} from '../../web/ui.tsx'
import { facetTables } from '../views-labels.ts'
import { type OpenDraft, openDraft, store } from './drafts.ts'
import { type Choice, mayJoin, withChoices } from './merge.ts'
import { choicesIn } from './pages-newer.tsx'
import { belowDraft, DRAFT_PATH, draftHref, draftParam, type EditingPagePorts } from './paths.tsx'
import { type Offer, offersOf, type Prefill, PrefillRefused, type PrefillSource, readPrefill } from './prefill.ts'
import type { TopicId } from './topics.ts'
import { TOPICS } from './topics.ts'
import type { CodeTables } from './views/fields.tsx'
import { ValueView } from './views/values.tsx'
import { fieldWords } from './views/words.ts'

const PREFILL_PATH = `${DRAFT_PATH}/prefill` as const

/** Filling a draft in from a publiccode.yml: reading one, then choosing what to take. */
export function prefillPages(ports: EditingPagePorts) {
  const pages = createPages()

  pages.get(PREFILL_PATH, async (c) => {
    const draft = await openDraft(ports, c.var.actor, draftParam(c))
    return sourcePage(ports, c, draft, { text: '', address: '' }, new Map())
  })

  pages.post(PREFILL_PATH, async (c) => {
    const draft = await openDraft(ports, c.var.actor, draftParam(c))
    const form = await readForm(c)
    const sent = { text: form.text('text'), address: form.text('address') }
    const locale = c.var.locale
    const source = await sourceOf(form, locale)
    if (typeof source === 'string') return sourcePage(ports, c, draft, sent, new Map([['text', [source]]]))
    try {
      const prefill = await readPrefill(ports.outgoing, source)
      await store(ports, c.var.actor, draft, { ...draft.content, prefill })
    } catch (error) {
      if (!(error instanceof PrefillRefused)) throw error
      return sourcePage(ports, c, draft, sent, refusedTexts(error, sent, locale))
    }
    return c.redirect(draftHref(locale, draft.id, '/prefill/review'), 303)
  })

  pages.get(`${PREFILL_PATH}/review`, async (c) => {
    const draft = await openDraft(ports, c.var.actor, draftParam(c))
    const { prefill } = draft.content
    if (prefill === null) return c.redirect(draftHref(c.var.locale, draft.id, '/prefill'), 303)
    return reviewPage(ports, c, draft, prefill)
  })

  pages.post(`${PREFILL_PATH}/review`, async (c) => {
    const form = await readForm(c)
    const draft = await openDraft(ports, c.var.actor, draftParam(c))
    const { prefill } = draft.content
    const home = draftHref(c.var.locale, draft.id)
    if (prefill === null) return c.redirect(home, 303)
    // Chosen against a draft that has changed since: the choice is to be looked at again.
    const choices = choicesIn(form)
    if (form.text('revision') !== String(draft.revision)) return reviewPage(ports, c, draft, prefill, choices)
    await store(ports, c.var.actor, draft, taken(draft, prefill, form.has('cancel') ? new Map() : choices))
    return c.redirect(home, 303)
  })

  return pages
}

/** The draft's content with what was chosen of the file, and the file put away. Topics that got something count as opened. */
function taken({ content }: OpenDraft, prefill: Prefill, choices: ReadonlyMap<string, Choice>) {
  const offers = offersOf(content.document, prefill)
  const differing = offers.map(({ field, mine, fromFile }) => ({
    field,
    before: undefined,
    theirs: mine,
    mine: fromFile,
  }))
  const document = withChoices(content.document, differing, choices)
  const changed = new Set(offers.filter(({ field }) => (choices.get(field.path) ?? 'theirs') !== 'theirs'))
  const touched = TOPICS.filter(({ fields }) => [...changed].some(({ field }) => fields.includes(field)))
  const opened: readonly TopicId[] = [...new Set([...content.opened, ...touched.map(({ id }) => id)])]
  return { ...content, document, opened, prefill: null }
}

/** What a reader has given of the three ways; a sentence when it is none of them or several. */
async function sourceOf(form: FilledForm, locale: Locale): Promise<PrefillSource | string> {
  const t = dictionary(locale).editing.prefill
  const text = form.text('text')
  const address = form.text('address')
  const file = await form.file('file')
  const given = [text !== '', address !== '', file !== null].filter(Boolean).length
  if (given !== 1) return given === 0 ? t.nothing : t.one
  if (address !== '') return { kind: 'address', address }
  if (file !== null) return { kind: 'text', name: file.name.slice(0, 200) || 'publiccode.yml', bytes: file.bytes }
  return { kind: 'text', name: t.pasted, bytes: new TextEncoder().encode(text) }
}

interface SentSource {
  readonly text: string
  readonly address: string
}

/** What is wrong with a file, at the input that it came by. */
function refusedTexts({ at, items }: PrefillRefused, sent: SentSource, locale: Locale) {
  const t = dictionary(locale).editing.prefill
  const given = sent.text !== '' ? 'text' : sent.address !== '' ? 'address' : 'file'
  const texts = items.map((item) => {
    const text = importFindingText(item, locale)
    return item.line === null ? text : t.at(item.line, text)
  })
  return new Map([[at === '/address' ? 'address' : given, texts]])
}

function sourcePage(
  ports: EditingPagePorts,
  c: RequestContext,
  draft: OpenDraft,
  sent: SentSource,
  errors: ReadonlyMap<string, readonly string[]>,
) {
  const locale = c.var.locale
  const t = dictionary(locale).editing.prefill
  const beside = new Map([...errors].map(([name, texts]) => [name, texts[0] ?? '']))
  return page(
    c,
    ports,
    { ...belowDraft(locale, draft, t.title), failed: errors.size > 0 },
    <>
      {errors.size > 0 ? (
        <ErrorSummary
          locale={locale}
          errors={[...errors].flatMap(([name, texts]) => texts.map((text) => ({ href: `#${fieldId(name)}`, text })))}
        />
      ) : null}
      <PageHeader title={t.title} lead={t.lead} />
      <Form multipart action={draftHref(locale, draft.id, '/prefill')}>
        <TextArea
          locale={locale}
          name="text"
          label={t.text}
          hint={t.textHint}
          value={sent.text}
          errors={beside}
          rows={12}
        />
        <FileField locale={locale} name="file" label={t.file} hint={t.fileHint} errors={beside} accept=".yml,.yaml" />
        {ports.outgoing === null ? (
          <p>{t.addressUnavailable}</p>
        ) : (
          <TextField
            locale={locale}
            name="address"
            type="url"
            inputmode="url"
            label={t.address}
            hint={t.addressHint}
            value={sent.address}
            errors={beside}
          />
        )}
        <Button>{t.read}</Button>
      </Form>
      <p>
        <a href={draftHref(locale, draft.id)}>{dictionary(locale).editing.task.back}</a>
      </p>
    </>,
    errors.size > 0 ? 422 : 200,
  )
}

/** @param chosen what was chosen of a draft that has changed since */
async function reviewPage(
  ports: EditingPagePorts,
  c: RequestContext,
  draft: OpenDraft,
  prefill: Prefill,
  chosen: ReadonlyMap<string, Choice> | null = null,
) {
  const locale = c.var.locale
  const t = dictionary(locale).editing.prefill
  const offers = offersOf(draft.content.document, prefill)
  const tables = await facetTables(ports.reference)
  return page(
    c,
    ports,
    belowDraft(locale, draft, t.review),
    <>
      {chosen === null ? null : <Notice tone="caution" title={t.again} />}
      <PageHeader title={t.review} lead={<span data-foreign="">{t.from(prefill.source)}</span>} />
      <p class="form-intro">{offers.length === 0 ? t.same : t.reviewLead}</p>
      <Form action={draftHref(locale, draft.id, '/prefill/review')}>
        <input type="hidden" name="revision" value={String(draft.revision)} />
        {offers.map((offer) => (
          <OfferView locale={locale} offer={offer} tables={tables} choice={chosen?.get(offer.field.path)} />
        ))}
        <div class="form-buttons">
          <Button>{t.apply}</Button>
          <Button quiet name="cancel" value="yes">
            {t.cancel}
          </Button>
        </div>
      </Form>
      {prefill.leftOut.length > 0 ? (
        <Section id="not-taken" title={t.notTaken}>
          <p>{t.notTakenLead}</p>
          <ul>
            {prefill.leftOut.map((path) => (
              <li>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {prefill.findings.length > 0 ? (
        <Section id="findings" title={t.findings}>
          <ul>
            {prefill.findings.map((finding) => (
              <li>
                {finding.path === '' ? null : (
                  <>
                    <code>{finding.path}</code>:{' '}
                  </>
                )}
                <span data-foreign="">
                  {finding.line === null
                    ? importFindingText(finding, locale)
                    : t.at(finding.line, importFindingText(finding, locale))}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>,
    chosen === null ? 200 : 409,
  )
}

/** A field of the file: taken unless something was typed there. Inputs `choice.<path>`: `mine` is what the file says. */
const OfferView = ({
  locale,
  offer,
  tables,
  choice,
}: {
  readonly locale: Locale
  readonly offer: Offer
  readonly tables: CodeTables
  readonly choice: Choice | undefined
}) => {
  const t = dictionary(locale).editing
  const { field, mine, fromFile, isNew, isDoubtful } = offer
  const { label } = fieldWords(field.path, locale)
  const said = (value: Offer['mine']) => <ValueView field={field} value={value} locale={locale} tables={tables} />
  return (
    <Choices
      locale={locale}
      kind="radios"
      name={`choice.${field.path}`}
      label={
        <>
          {label} {isDoubtful ? <Tag tone="caution">{t.prefill.doubtful}</Tag> : null}
        </>
      }
      values={[choice ?? (isNew ? 'mine' : 'theirs')]}
      options={[
        { value: 'mine', label: t.prefill.take, hint: said(fromFile) },
        isNew
          ? { value: 'theirs', label: t.prefill.keepEmpty }
          : { value: 'theirs', label: t.prefill.keep, hint: said(mine) },
        ...(mayJoin({ theirs: mine, mine: fromFile }) ? [{ value: 'both', label: t.compare.keepBoth }] : []),
      ]}
    />
  )
}
