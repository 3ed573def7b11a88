import { z } from 'zod'
import { requireStepUp } from '../account-pages/step-up.ts'
import { recordConsent } from '../directory/service.ts'
import { selectExperts } from '../directory/store.ts'
import { authorize } from '../kernel/actor.ts'
import { IsoDate } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { plainText } from '../kernel/fields.ts'
import { dictionary } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import type { FieldValues } from '../web/ui.tsx'
import { dayTyped, textTyped } from './form-values.ts'
import { type FormView, formPage, takeEdit } from './record-editor.tsx'
import { doneHref, type WorkPorts, workFrame } from './work-frame.tsx'

const Paper = z.strictObject({
  state: z.enum(['given', 'withdrawn']),
  date: IsoDate,
  document: plainText(300),
})
type Paper = z.infer<typeof Paper>

/** `/work/experts/:id/consent`: a registrar records what an expert signed on paper. */
export function paperPages(ports: WorkPorts) {
  const pages = createPages()
  pages.get('/work/experts/:id{UA-EX-[0-9]+}/consent', async (c) => {
    const { groups, values, version, view } = await paperEditor(ports, c)
    return formPage(c, ports, view, { groups, values, version })
  })
  pages.post('/work/experts/:id{UA-EX-[0-9]+}/consent', async (c) => {
    const { view } = await paperEditor(ports, c)
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    return takeEdit(c, ports, view, () => paperEditor(ports, c))
  })
  return pages
}

async function paperEditor(ports: WorkPorts, c: RequestContext) {
  const { locale, actor } = c.var
  const id = c.req.param('id') ?? ''
  authorize(actor, 'expert.consent', { organizations: [], expert: id })
  const record = (await selectExperts(ports.read, [id])).get(id)
  if (!record) throw new AppError('not-found', `no expert ${id}`)
  const { directoryWork } = dictionary(locale)
  const t = directoryWork.experts.paper
  const view: FormView = {
    props: { ...workFrame(locale, 'experts'), title: t.title },
    lead: t.lead,
    submit: t.button,
    backHref: `/${locale}/work/experts/${id}`,
    doneHref: ({ version }) => doneHref(`/${locale}/work/experts/${id}`, version),
  }
  const groups = [
    {
      title: t.group,
      fields: [
        {
          kind: 'radios' as const,
          name: 'state',
          label: t.state,
          options: [
            { value: 'given', label: t.given },
            { value: 'withdrawn', label: t.withdrawn },
          ],
        },
        { kind: 'line' as const, name: 'date', label: t.date, hint: directoryWork.dayHint, width: 10 as const },
        { kind: 'line' as const, name: 'document', label: t.document },
      ],
    },
  ]
  return {
    view,
    groups,
    schema: Paper,
    typed: (values: FieldValues) => ({
      findings: [],
      raw: {
        state: textTyped(values, 'state') ?? undefined,
        date: dayTyped(values, 'date') ?? undefined,
        document: textTyped(values, 'document') ?? undefined,
      },
    }),
    type: 'expert' as const,
    id,
    version: record.version,
    // What was signed is asked anew each time: nothing of an earlier answer is filled in.
    values: { state: '', date: '', document: '' },
    valuesOf: () => null,
    standsAlone: true,
    save: (expected: number, consent: Paper) => recordConsent(ports, actor, id, expected, consent),
  }
}
