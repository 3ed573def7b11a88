import { canonicalize } from '../../kernel/canonical-json.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { type FilledForm, readForm } from '../../web/form.ts'
import { dictionary, type Locale } from '../../web/i18n/index.ts'
import { createPages, type RequestContext } from '../../web/kit.ts'
import { page } from '../../web/page.tsx'
import { Button, ErrorSummary, Form, fieldId, Notice, PageHeader } from '../../web/ui.tsx'
import { facetTables } from '../views-labels.ts'
import { type FilledTopic, type OpenDraft, openDraft, saveTopic } from './drafts.ts'
import { judge, type Mistake } from './judge.ts'
import { CHOICES, type Choice, type Differing } from './merge.ts'
import { belowDraft, DRAFT_PATH, draftHref, draftParam, type EditingPagePorts, topicHref } from './paths.tsx'
import { placeOf } from './places.ts'
import { TOPIC_IDS, type TopicId, topicOf } from './topics.ts'
import { bare, inputsOf, readTopic, type Typed, type TypedDocument, valueAt, withValueAt } from './typed.ts'
import { ComparisonFields, ComparisonSummary } from './views/comparison.tsx'
import { type CodeTables, FieldView, HiddenField } from './views/fields.tsx'
import { inputLabel, mistakeText } from './views/words.ts'

/** The pages of topics: what is filled in, one topic a page. */
export function topicPages(ports: EditingPagePorts) {
  const pages = createPages()
  const path = `${DRAFT_PATH}/topics/:topic{${TOPIC_IDS.join('|')}}` as const

  pages.get(path, async (c) => {
    const topic = topicParam(c)
    const draft = await openDraft(ports, c.var.actor, draftParam(c))
    const { mistakes, warnings } = await judge(ports, c.var.actor, draft.content.document, draft.record)
    const shown = draft.content.opened.includes(topic) ? mistakes : []
    return topicPage(ports, c, { draft, topic, mistakes: shown, warnings, more: c.req.query('more') ?? null })
  })

  pages.post(path, async (c) => {
    const topic = topicParam(c)
    const id = draftParam(c)
    const locale = c.var.locale
    const form = await readForm(c)
    const filled = await filledTopic(form, topic)
    const saved = await saveTopic(ports, c.var.actor, id, filled)
    if (saved.kind === 'differs') {
      return comparisonPage(ports, c, saved.draft, filled, saved.differing, form.has('shown'))
    }
    const { draft, refused } = saved
    if (refused.length > 0) {
      // What was refused is not in the draft: it comes back in its field from what was sent.
      const typed = overlay(draft.content.document, filled.values)
      const mistakes = refused.map((finding) => ({ finding, place: placeOf(finding.pointer) }))
      return topicPage(ports, c, { draft, topic, mistakes, warnings: [], more: null, typed, notStored: true }, 422)
    }
    const add = form.text('add')
    if (add !== '') return c.redirect(`${topicHref(locale, id, topic)}${placeOfAdded(topic, add, draft)}`, 303)
    const removed = removedFrom(form.text('remove'))
    if (removed !== null) return c.redirect(`${topicHref(locale, id, topic)}#${fieldId(removed.list)}`, 303)
    if (form.text('go') === 'list') return c.redirect(draftHref(locale, id), 303)
    const { mistakes, warnings } = await judge(ports, c.var.actor, draft.content.document, draft.record)
    if (mistakes.some(({ place }) => place?.topic === topic)) {
      return topicPage(ports, c, { draft, topic, mistakes, warnings, more: null }, 422)
    }
    const next = TOPIC_IDS[TOPIC_IDS.indexOf(topic) + 1]
    return c.redirect(next === undefined ? draftHref(locale, id, '/check') : topicHref(locale, id, next), 303)
  })

  return pages
}

function topicParam(c: RequestContext): TopicId {
  return c.req.param('topic') as TopicId
}

async function filledTopic(form: FilledForm, topic: TopicId): Promise<FilledTopic> {
  const fields = topicOf(topic).fields
  const removed = removedFrom(form.text('remove'))
  const values = new Map(readTopic(topicOf(topic), form))
  for (const { path } of fields) {
    // Sent as the form was made: nobody touched it.
    if (form.has(wasName(path)) && form.text(wasName(path)) === (await digestOf(values.get(path)))) values.delete(path)
  }
  if (removed !== null && fields.some(({ path, kind }) => path === removed.list && kind === 'rows')) {
    values.set(removed.list, withoutRow(form, topic, removed))
  }
  const choices = new Map(
    fields.flatMap(({ path }): (readonly [string, Choice])[] => {
      const choice = CHOICES.find((each) => each === form.text(`choice.${path}`))
      return choice === undefined ? [] : [[path, choice]]
    }),
  )
  return { topic, revision: numberIn(form, 'revision'), values, choices, shown: numberIn(form, 'shown') }
}

/** The name of the hidden input with the digest of a field as the form was made. */
function wasName(path: string): string {
  return `was.${path}`
}

const DIGEST_LENGTH = 16

async function digestOf(value: Typed | undefined): Promise<string> {
  return (await sha256Hex(canonicalize(bare(value) ?? null))).slice(0, DIGEST_LENGTH)
}

/** The digest of each field as a form that nobody touches sends it. */
function digestsOf(topic: TopicId, document: TypedDocument): Promise<readonly (readonly [string, string])[]> {
  return Promise.all(
    topicOf(topic).fields.map(async (field) => {
      const { path } = field
      const inputs = inputsOf(field, path, valueAt(document, path))
      const texts = (name: string) => inputs.filter(([each]) => each === name).map(([, text]) => text)
      const sent = {
        texts,
        text: (name: string) => texts(name)[0] ?? '',
        has: (name: string) => texts(name).length > 0,
      }
      const read = readTopic({ ...topicOf(topic), fields: [field] }, sent)
      return [wasName(path), await digestOf(read.get(path))] as const
    }),
  )
}

function numberIn(form: FilledForm, name: string): number {
  return Number(/^\d{1,9}$/.exec(form.text(name))?.[0] ?? 0)
}

interface RemovedRow {
  readonly list: string
  readonly index: number
}

function removedFrom(value: string): RemovedRow | null {
  const parts = /^([A-Za-z.]{1,60})\.(\d{1,4})$/.exec(value)
  return parts ? { list: parts[1] ?? '', index: Number(parts[2]) } : null
}

/** The rows as sent, but for one. Rows that were left empty fall away by themselves, so the row is emptied before they are read. */
function withoutRow(form: FilledForm, topic: TopicId, { list, index }: RemovedRow): Typed | undefined {
  const prefix = `${list}.${index}.`
  const sent = {
    text: (name: string) => (name.startsWith(prefix) ? '' : form.text(name)),
    texts: (name: string) => (name.startsWith(prefix) ? [] : form.texts(name)),
    has: form.has,
  }
  return readTopic(topicOf(topic), sent).get(list)
}

/** Where the reader goes after something was added: to the new empty row, or back to the list of codes. */
function placeOfAdded(topic: TopicId, name: string, draft: OpenDraft): string {
  const field = topicOf(topic).fields.find(({ path, kind }) => path === name && kind === 'rows')
  if (field?.kind !== 'rows') return /^[\w.]{1,80}$/.test(name) ? `#${fieldId(name)}` : ''
  const rows = valueAt(draft.content.document, name)
  const count = Array.isArray(rows) ? rows.length : 0
  const first = field.fields[0]
  const language = first?.kind === 'localized' ? '.uk' : ''
  return `?more=${encodeURIComponent(name)}#${fieldId(`${name}.${count}.${first?.path ?? ''}${language}`)}`
}

function overlay(document: TypedDocument, values: ReadonlyMap<string, Typed | undefined>): TypedDocument {
  return [...values].reduce((made, [path, value]) => withValueAt(made, path, value), document)
}

interface TopicShown {
  readonly draft: OpenDraft
  readonly topic: TopicId
  readonly mistakes: readonly Mistake[]
  readonly warnings: readonly Mistake[]
  readonly more: string | null
  /** What was sent, where that is not what the draft holds. */
  readonly typed?: TypedDocument
  readonly notStored?: boolean
}

async function topicPage(ports: EditingPagePorts, c: RequestContext, shown: TopicShown, status: 200 | 422 = 200) {
  const { draft, topic, more } = shown
  const locale = c.var.locale
  const t = dictionary(locale).editing
  const here = shown.mistakes.filter(({ place }) => place?.topic === topic)
  const warned = shown.warnings.filter(({ place }) => place?.topic === topic)
  const errors = errorsByInput(here, locale)
  const tables: CodeTables = await facetTables(ports.reference)
  const document = shown.typed ?? draft.content.document
  const digests = await digestsOf(topic, draft.content.document)
  return page(
    c,
    ports,
    { ...belowDraft(locale, draft, t.topics[topic].title), failed: errors.size > 0 },
    <>
      {errors.size > 0 ? <MistakeSummary locale={locale} mistakes={here} /> : null}
      {shown.notStored ? (
        <Notice tone="caution" title={t.topic.notStored} />
      ) : status === 422 ? (
        <Notice title={t.topic.saved} />
      ) : null}
      {warned.length > 0 ? (
        <Notice tone="caution" title={t.topic.warnings}>
          <ul>
            {warned.map((warning) => (
              <li>
                <a href={`#${fieldId(warning.place?.input ?? '')}`}>{inputLabel(warning.place?.input ?? '', locale)}</a>
                : {mistakeText(warning, locale)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <PageHeader title={t.topics[topic].title} lead={t.topics[topic].hint} />
      <Form action={topicHref(locale, draft.id, topic)}>
        <input type="hidden" name="revision" value={String(draft.revision)} />
        {digests.map(([name, digest]) => (
          <input type="hidden" name={name} value={digest} />
        ))}
        <FirstButton label={t.topic.save} />
        {topicOf(topic).fields.map((field) => (
          <FieldView
            locale={locale}
            field={field}
            name={field.path}
            path={field.path}
            value={valueAt(document, field.path)}
            errors={errors}
            tables={tables}
            more={more}
          />
        ))}
        <div class="form-buttons">
          <Button name="go" value="next">
            {t.topic.save}
          </Button>
          <Button quiet name="go" value="list">
            {t.topic.saveAndReturn}
          </Button>
        </div>
      </Form>
      <p>
        <a href={draftHref(locale, draft.id)}>{t.task.back}</a>
      </p>
    </>,
    status,
  )
}

/** The button that Enter in a field presses: without it the first button of the form would be, which removes a row. */
const FirstButton = ({ label }: { readonly label: string }) => (
  <button class="govuk-visually-hidden" type="submit" name="go" value="next" tabindex={-1}>
    {label}
  </button>
)

/** The mistakes at the top of a form, each leading to its field. */
export const MistakeSummary = ({
  locale,
  mistakes,
  hrefOf = (input) => `#${fieldId(input)}`,
}: {
  readonly locale: Locale
  readonly mistakes: readonly Mistake[]
  readonly hrefOf?: (input: string, mistake: Mistake) => string
}) => (
  <ErrorSummary
    locale={locale}
    errors={mistakes.map((mistake) => {
      const input = mistake.place?.input
      const text = mistakeText(mistake, locale)
      if (input === undefined) return { text }
      const t = dictionary(locale).editing.topic
      return { href: hrefOf(input, mistake), text: t.field(inputLabel(input, locale), text) }
    })}
  />
)

/** What stands beside each input: everything that is wrong with it. */
function errorsByInput(mistakes: readonly Mistake[], locale: Locale): ReadonlyMap<string, string> {
  const errors = new Map<string, string>()
  for (const mistake of mistakes) {
    const input = mistake.place?.input
    if (input === undefined) continue
    const before = errors.get(input)
    const text = mistakeText(mistake, locale)
    errors.set(input, before === undefined ? text : `${before} ${text}`)
  }
  return errors
}

/** What was typed beside what somebody else saved meanwhile. Everything typed is sent again with the choice. */
async function comparisonPage(
  ports: EditingPagePorts,
  c: RequestContext,
  draft: OpenDraft,
  filled: FilledTopic,
  differing: readonly Differing[],
  wasAsked: boolean,
) {
  const locale = c.var.locale
  const t = dictionary(locale).editing
  const tables: CodeTables = await facetTables(ports.reference)
  const paths = differing.map(({ field }) => field.path)
  const open = wasAsked ? paths.filter((path) => !filled.choices.has(path)) : []
  // Chosen against a value that has changed once more: to be chosen anew.
  const moved = new Set(paths.filter((path) => (draft.content.changedAt[path] ?? 0) > filled.shown))
  const choices = new Map([...filled.choices].filter(([path]) => !moved.has(path)))
  return page(
    c,
    ports,
    { ...belowDraft(locale, draft, t.compare.title), failed: open.length > 0 },
    <>
      <ComparisonSummary locale={locale} open={open} />
      {wasAsked && moved.size > 0 ? <Notice tone="caution" title={t.compare.again} /> : null}
      <PageHeader title={t.compare.title} lead={t.topics[filled.topic].title} />
      <p class="form-intro">{t.compare.lead}</p>
      <Form action={topicHref(locale, draft.id, filled.topic)}>
        <input type="hidden" name="revision" value={String(filled.revision)} />
        <input type="hidden" name="shown" value={String(draft.revision)} />
        {topicOf(filled.topic)
          .fields.filter(({ path }) => filled.values.has(path))
          .map((field) => (
            <HiddenField field={field} value={filled.values.get(field.path)} />
          ))}
        <ComparisonFields locale={locale} differing={differing} tables={tables} choices={choices} open={open} />
        <Button>{t.compare.save}</Button>
      </Form>
    </>,
    open.length > 0 ? 422 : 409,
  )
}
