import { can } from '../../../kernel/actor.ts'
import { dictionary } from '../../../web/i18n/index.ts'
import type { RequestContext } from '../../../web/kit.ts'
import { Button, Form, LinkButton } from '../../../web/ui.tsx'
import type { SoftwareState } from '../../model.ts'
import { entriesHref } from '../paths.tsx'

/** What may be done with an entry by whoever looks at it: nothing is shown that would be refused. */
export const EntryActions = ({
  c,
  id,
  state,
  holder,
}: {
  readonly c: RequestContext
  readonly id: string
  readonly state: SoftwareState
  readonly holder: string | null
}) => {
  const locale = c.var.locale
  const t = dictionary(locale).editing.list
  const subject = { organizations: holder === null ? [] : [holder] }
  const mayEdit = state !== 'archived' && can(c.var.actor, 'software.edit', subject)
  const mayArchive = state === 'published' && can(c.var.actor, 'software.archive', subject)
  if (c.var.session === null || (!mayEdit && !mayArchive)) return null
  return (
    <div class="form-buttons">
      {mayEdit ? (
        <Form action={`${entriesHref(locale)}/records/${id}/draft`}>
          <Button quiet>{state === 'published' ? t.propose : t.edit}</Button>
        </Form>
      ) : null}
      {mayArchive ? (
        <LinkButton quiet href={`/${locale}/work/queue/${id}#decide`}>
          {t.archive}
        </LinkButton>
      ) : null}
    </div>
  )
}
