import { AppError } from '../../kernel/errors.ts'
import { type FilledForm, readForm } from '../../web/form.ts'
import { dictionary } from '../../web/i18n/index.ts'
import { createPages, type RequestContext } from '../../web/kit.ts'
import { page } from '../../web/page.tsx'
import { Button, Form, Notice, PageHeader } from '../../web/ui.tsx'
import { facetTables } from '../views-labels.ts'
import { openDraft } from './drafts.ts'
import { CHOICES, type Choice } from './merge.ts'
import { catchUp, newerEntry } from './newer.ts'
import {
  belowDraft,
  DRAFT_PATH,
  draftHref,
  draftParam,
  type EditingPagePorts,
  proposalInput,
  seenProposal,
} from './paths.tsx'
import { FIELDS } from './typed.ts'
import { ComparisonFields, ComparisonSummary } from './views/comparison.tsx'

const NEWER_PATH = `${DRAFT_PATH}/newer` as const

/** Bringing a draft to the version its entry has reached meanwhile. */
export function newerPages(ports: EditingPagePorts) {
  const pages = createPages()

  pages.get(NEWER_PATH, async (c) => newerPage(ports, c))

  pages.post(NEWER_PATH, async (c) => {
    const form = await readForm(c)
    const choices = choicesIn(form)
    try {
      const seen = {
        version: Number(form.text('version')) || 0,
        revision: Number(form.text('revision')) || 0,
        proposal: seenProposal(form.text('proposal')),
      }
      await catchUp(ports, c.var.actor, draftParam(c), seen, choices)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // The entry moved on once more, or the draft was saved beside this: what is there now is shown.
      if (error.code === 'version-stale') return newerPage(ports, c, { choices, again: true })
      if (error.code !== 'validation-failed') throw error
      const open = error.findings.map(({ pointer }) => pointer.replace('/choice/', ''))
      return newerPage(ports, c, { choices, open })
    }
    return c.redirect(draftHref(c.var.locale, draftParam(c)), 303)
  })

  return pages
}

/** What was chosen for fields, in inputs `choice.<path>`. */
export function choicesIn(form: FilledForm): ReadonlyMap<string, Choice> {
  return new Map(
    FIELDS.flatMap(({ path }): (readonly [string, Choice])[] => {
      const choice = CHOICES.find((each) => each === form.text(`choice.${path}`))
      return choice === undefined ? [] : [[path, choice]]
    }),
  )
}

interface Asked {
  readonly choices?: ReadonlyMap<string, Choice>
  /** Paths of the fields for which nothing was chosen. */
  readonly open?: readonly string[]
  /** Whether what the choices were made of has changed meanwhile. */
  readonly again?: boolean
}

async function newerPage(ports: EditingPagePorts, c: RequestContext, asked: Asked = {}) {
  const { choices, open = [], again = false } = asked
  const locale = c.var.locale
  const draft = await openDraft(ports, c.var.actor, draftParam(c))
  const newer = await newerEntry(ports, c.var.actor, draft)
  if (newer === null) return c.redirect(draftHref(locale, draft.id), 303)
  const t = dictionary(locale).editing.compare
  const title = newer.proposal === null ? t.newerTitle : t.proposalTitle
  const lead = newer.proposal === null ? t.newerLead : t.proposalLead
  const tables = await facetTables(ports.reference)
  return page(
    c,
    ports,
    { ...belowDraft(locale, draft, title), failed: open.length > 0 },
    <>
      <ComparisonSummary locale={locale} open={open} />
      {again ? <Notice tone="caution" title={t.again} /> : null}
      <PageHeader code={draft.record?.id} title={title} />
      <p class="form-intro">{newer.differing.length === 0 ? t.nothing : lead}</p>
      <Form action={draftHref(locale, draft.id, '/newer')}>
        <input type="hidden" name="version" value={String(newer.version)} />
        <input type="hidden" name="proposal" value={proposalInput(newer.proposal)} />
        <input type="hidden" name="revision" value={String(draft.revision)} />
        <ComparisonFields locale={locale} choices={choices} differing={newer.differing} tables={tables} open={open} />
        <Button>{t.save}</Button>
      </Form>
    </>,
    again ? 409 : open.length > 0 ? 422 : 200,
  )
}
