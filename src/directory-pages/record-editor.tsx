import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Reader } from '../../db/client.ts'
import type { Written } from '../directory/service.ts'
import { everyVersion, selectVersion } from '../history/versions.ts'
import { AppError, type Finding } from '../kernel/errors.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { findingsOf } from '../kernel/schema-findings.ts'
import { type FilledForm, readForm } from '../web/form.ts'
import { dictionary, type Locale } from '../web/i18n/index.ts'
import type { RequestContext } from '../web/kit.ts'
import { type PagePorts, type PageProps, page } from '../web/page.tsx'
import { findingText, STATUS_OF } from '../web/problem.ts'
import {
  Button,
  Comparison,
  comparisonRows,
  ErrorSummary,
  type FieldErrors,
  type FieldValues,
  Form,
  type FormMistakes,
  fieldId,
  fieldsOf,
  HiddenFields,
  keepName,
  LinkButton,
  mistakesOf,
  Notice,
  PageHeader,
  type RecordFieldGroup,
  RecordFields,
  readFields,
} from '../web/ui.tsx'

/** What was filled in, as JSON that a schema is still to check, and what is wrong with it that no schema sees. */
export interface Typed {
  readonly raw: unknown
  readonly findings: readonly Finding[]
  /** The place of a value on the form, of its pointer in the record; left out where they are the same. */
  readonly fieldPointer?: FieldPointer
}

type FieldPointer = (pointer: string) => string

/** How a form fills in a record of one kind. */
export interface RecordForm<Document> {
  readonly groups: readonly RecordFieldGroup[]
  readonly schema: z.ZodType<Document>
  readonly typed: (values: FieldValues) => Promise<Typed> | Typed
}

/** How a form changes a record that is there. */
export interface RecordEditor<Document> extends RecordForm<Document> {
  readonly type: RecordType
  readonly id: string
  /** The version that is there now, and what it says in the fields of the form. */
  readonly version: number
  readonly values: FieldValues
  /** What an earlier version said, told by its snapshot; null where that is not kept. */
  readonly valuesOf: (snapshot: unknown) => FieldValues | null
  readonly save: (expected: number, document: Document) => Promise<Written>
  /** What is filled in does not repeat what the record says: when that changed, the reader is told, and nothing is compared. */
  readonly standsAlone?: boolean
}

/** What a page with a form says around it. */
export interface FormView {
  readonly props: PageProps
  readonly lead?: Child
  readonly submit: string
  /** Where to go without saving, and after it. */
  readonly backHref: string
  readonly doneHref: (written: Written) => string
}

interface Shown {
  readonly groups: readonly RecordFieldGroup[]
  readonly values: FieldValues
  readonly version: number | null
  readonly mistakes?: FormMistakes | undefined
  readonly notice?: Child
}

/** The page of a form, empty or filled in. */
export function formPage(
  c: RequestContext,
  ports: PagePorts,
  view: FormView,
  { groups, values, version, mistakes, notice }: Shown,
  status: 200 | 409 | 412 | 422 = 200,
) {
  const locale = c.var.locale
  return page(
    c,
    ports,
    { robots: 'noindex', ...view.props, failed: mistakes !== undefined },
    <>
      {mistakes ? <ErrorSummary locale={locale} errors={mistakes.summary} /> : null}
      <PageHeader title={view.props.title} lead={view.lead} />
      <Form>
        {notice}
        {version === null ? null : <input type="hidden" name="record-version" value={String(version)} />}
        <RecordFields locale={locale} groups={groups} values={values} errors={mistakes?.errors} />
        <Buttons locale={locale} submit={view.submit} backHref={view.backHref} />
      </Form>
    </>,
    status,
  )
}

const Buttons = ({
  locale,
  submit,
  backHref,
}: {
  readonly locale: Locale
  readonly submit: string
  readonly backHref: string
}) => (
  <div class="form-buttons">
    <Button>{submit}</Button>
    <LinkButton href={backHref} quiet>
      {dictionary(locale).directoryWork.back}
    </LinkButton>
  </div>
)

/**
 * Takes a form that registers something new: saves it, or shows it again with what is wrong. What `alike` finds is shown once
 * before anything is saved; a second sending says that it is none of those.
 */
export async function takeNew<Document>(
  c: RequestContext,
  ports: PagePorts,
  view: FormView,
  form: RecordForm<Document>,
  alike: (document: Document) => Promise<Child | null>,
  save: (document: Document) => Promise<Written>,
) {
  const filled = await readForm(c)
  const values = readFields(filled, form.groups)
  const shown = { groups: form.groups, values, version: null }
  const { document, findings, fieldPointer } = await checked(form, values)
  if (document === null) return refused(c, ports, view, shown, findings)
  const seen = filled.has('seen')
  const similar = seen ? null : await alike(document)
  const notice = similar === null ? seen && <SeenMark /> : <Alike locale={c.var.locale}>{similar}</Alike>
  if (similar !== null) return formPage(c, ports, view, { ...shown, notice })
  try {
    return saved(c, ports, view, await save(document))
  } catch (error) {
    return refused(c, ports, view, { ...shown, notice }, findingsIn(error, fieldPointer), statusOf(error))
  }
}

const SeenMark = () => <input type="hidden" name="seen" value="yes" />

const Alike = ({ locale, children }: { readonly locale: Locale; readonly children?: Child }) => {
  const t = dictionary(locale).directoryWork.alike
  return (
    <Notice tone="caution" title={t.title}>
      <SeenMark />
      {children}
      <p>{t.text}</p>
    </Notice>
  )
}

/**
 * Takes a form that changes a record. When somebody else was faster, both versions are compared field by field: nothing that was filled
 * in is lost, and nothing of theirs is overwritten unseen.
 */
export async function takeEdit<Document>(
  c: RequestContext,
  ports: PagePorts & { readonly read: Reader },
  view: FormView,
  open: () => Promise<RecordEditor<Document>>,
) {
  const form = await readForm(c)
  const editor = await open()
  const began = versionIn(form)
  const filled = readFields(form, editor.groups)
  if (began !== editor.version) {
    if (editor.standsAlone !== true) return comparePage(c, ports, view, editor, filled, began)
    const notice = <Changed locale={c.var.locale} />
    return formPage(c, ports, view, { groups: editor.groups, values: filled, version: editor.version, notice }, 412)
  }
  const { values, undecided } = form.has('comparing')
    ? decided(form, editor, filled)
    : { values: filled, undecided: [] }
  if (undecided.length > 0) return comparePage(c, ports, view, editor, filled, began, undecided)
  const shown = { groups: editor.groups, values, version: editor.version }
  const { document, findings, fieldPointer } = await checked(editor, values)
  if (document === null) return refused(c, ports, view, shown, findings)
  try {
    return saved(c, ports, view, await editor.save(editor.version, document))
  } catch (error) {
    if (error instanceof AppError && error.code === 'version-stale') {
      return comparePage(c, ports, view, await open(), values, began)
    }
    return refused(c, ports, view, shown, findingsIn(error, fieldPointer), statusOf(error))
  }
}

const Changed = ({ locale }: { readonly locale: Locale }) => (
  <Notice tone="caution">
    <p>{dictionary(locale).directoryWork.changed}</p>
  </Notice>
)

/** The version that a form began from; null when it names none. */
export function versionIn(form: Pick<FilledForm, 'text'>): number | null {
  const text = form.text('record-version')
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

function decided<Document>(form: FilledForm, editor: RecordEditor<Document>, mine: FieldValues) {
  const values: Record<string, string> = { ...mine }
  const undecided: string[] = []
  for (const { name } of fieldsOf(editor.groups)) {
    const theirs = editor.values[name] ?? ''
    if (values[name] === theirs) continue
    const kept = form.text(keepName(name))
    if (kept === 'theirs') values[name] = theirs
    else if (kept !== 'mine') undecided.push(name)
  }
  return { values, undecided }
}

async function comparePage<Document>(
  c: RequestContext,
  ports: PagePorts & { readonly read: Reader },
  view: FormView,
  editor: RecordEditor<Document>,
  mine: FieldValues,
  began: number | null,
  undecided: readonly string[] = [],
) {
  const locale = c.var.locale
  const t = dictionary(locale).comparison
  const earlier = began === null ? null : await valuesAt(ports.read, editor, began)
  // Fields of several groups may bear the same name: which group is meant is said with it.
  const fields = editor.groups.flatMap(({ title, fields: ofGroup }) =>
    ofGroup.map((field) => ({ ...field, label: `${title}: ${field.label}` })),
  )
  const rows = comparisonRows(fields, earlier, mine, editor.values)
  const none: Written = { id: editor.id, version: editor.version, warnings: [] }
  if (rows.length === 0) return c.redirect(view.doneHref(none), 303)
  const errors: FieldErrors = new Map(undecided.map((name) => [keepName(name), t.choose]))
  const lines = rows
    .filter(({ name }) => undecided.includes(name))
    .map(({ name, label }) => ({
      href: `#${fieldId(keepName(name))}`,
      text: (
        <>
          {label}: {t.choose}
        </>
      ),
    }))
  return page(
    c,
    ports,
    { robots: 'noindex', ...view.props, title: t.title, failed: lines.length > 0 },
    <>
      {lines.length > 0 ? <ErrorSummary locale={locale} errors={lines} /> : null}
      <PageHeader title={t.title} lead={t.lead} meta={view.props.title} />
      <Form>
        <input type="hidden" name="comparing" value="yes" />
        <input type="hidden" name="record-version" value={String(editor.version)} />
        <HiddenFields values={mine} />
        <Comparison locale={locale} rows={rows} errors={errors} />
        <Buttons locale={locale} submit={t.save} backHref={view.backHref} />
      </Form>
    </>,
    lines.length > 0 ? 422 : 412,
  )
}

async function valuesAt<Document>(read: Reader, editor: RecordEditor<Document>, version: number) {
  const found = await selectVersion(read, editor.type, editor.id, version, everyVersion)
  return found?.envelope ? editor.valuesOf(found.envelope.snapshot) : null
}

type Checked<Document> = { readonly fieldPointer: FieldPointer } & (
  | { readonly document: Document; readonly findings: readonly [] }
  | { readonly document: null; readonly findings: readonly Finding[] }
)

async function checked<Document>(form: RecordForm<Document>, values: FieldValues): Promise<Checked<Document>> {
  const { raw, findings, fieldPointer = (pointer) => pointer } = await form.typed(values)
  const parsed = form.schema.safeParse(raw)
  // What could not even be read as a value is said once, not by the schema again.
  const places = new Set(findings.map(({ pointer }) => pointer))
  const others = parsed.success ? [] : findingsOf(parsed.error.issues, 'json', raw)
  const all = [...findings, ...others.filter(({ pointer }) => !places.has(pointer))]
  return parsed.success && all.length === 0
    ? { document: parsed.data, findings: [], fieldPointer }
    : { document: null, findings: onForm(all, fieldPointer), fieldPointer }
}

function refused(
  c: RequestContext,
  ports: PagePorts,
  view: FormView,
  shown: Shown,
  findings: readonly Finding[],
  status: 409 | 422 = 422,
) {
  const mistakes = mistakesOf(findings, fieldsOf(shown.groups), c.var.locale)
  return formPage(c, ports, view, { ...shown, mistakes }, status)
}

/** What a verb found wrong with what was filled in; anything else is thrown on. */
function findingsIn(error: unknown, fieldPointer: FieldPointer): readonly Finding[] {
  if (error instanceof AppError && error.findings.length > 0 && isAboutForm(error)) {
    return onForm(error.findings, fieldPointer)
  }
  throw error
}

function onForm(findings: readonly Finding[], fieldPointer: FieldPointer): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, pointer: fieldPointer(finding.pointer) }))
}

function isAboutForm({ code }: AppError): boolean {
  return code === 'validation-failed' || code === 'conflict'
}

function statusOf(error: unknown): 409 | 422 {
  return error instanceof AppError && STATUS_OF[error.code] === 409 ? 409 : 422
}

/** Goes on to what was saved; what a person should still look at is shown on the way. */
function saved(c: RequestContext, ports: PagePorts, view: FormView, written: Written) {
  if (written.warnings.length === 0) return c.redirect(view.doneHref(written), 303)
  const locale = c.var.locale
  const t = dictionary(locale).directoryWork
  return page(
    c,
    ports,
    { robots: 'noindex', ...view.props, title: t.saved.withWarnings },
    <>
      <PageHeader title={t.saved.withWarnings} lead={t.saved.look} />
      <ul>
        {written.warnings.map((warning) => (
          <li>{findingText(warning, locale)}</li>
        ))}
      </ul>
      <p>
        <LinkButton href={view.doneHref(written)}>{t.saved.goOn}</LinkButton>
      </p>
    </>,
  )
}
