import type { HeldFormPorts } from '../accounts/held-forms.ts'
import {
  createKey,
  KEY_SCOPES,
  type KeyPorts,
  type KeyRecord,
  type KeyRole,
  listKeys,
  revokeKey,
} from '../accounts/keys.ts'
import { type Actor, can, ORGANIZATION_ROLES } from '../kernel/actor.ts'
import { endOfKyivDay, isIsoDate, kyivDay } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { readForm } from '../web/form.ts'
import { dictionary, formatDate, formatMoment, type Locale } from '../web/i18n/index.ts'
import { createPages, type RequestContext } from '../web/kit.ts'
import { type PagePorts, page } from '../web/page.tsx'
import { signedIn } from '../web/session.ts'
import {
  Button,
  Choices,
  Form,
  LinkButton,
  Notice,
  PageHeader,
  RecordList,
  Section,
  Select,
  Tag,
  TextField,
} from '../web/ui.tsx'
import { FormErrors, fieldErrors } from './role-words.tsx'
import type { Refused } from './roles.tsx'
import { trail } from './roles.tsx'
import { requireStepUp } from './step-up.ts'

export type KeyPagePorts = PagePorts & KeyPorts & HeldFormPorts

/** `/work/keys`: the keys of the organization acted for, or of everybody for those who look after all of them. */
export function keyPages(ports: KeyPagePorts) {
  const pages = createPages()

  pages.get('/work/keys', async (c) => {
    const { actor } = signedIn(c)
    return keysPage(c, ports, actor, await keysOf(ports, actor))
  })

  pages.post('/work/keys', async (c) => {
    const { actor } = signedIn(c)
    const { locale } = c.var
    const keys = await keysOf(ports, actor)
    if (rolesFor(actor).length === 0) throw new AppError('forbidden', `${actor.role} makes no keys`)
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    const form = await readForm(c)
    const t = dictionary(locale).accounts.keys
    const role = rolesFor(actor).find((each) => each === form.text('role'))
    const expires = form.text('expires')
    const missing = new Map([
      ...(role === undefined ? [['role', t.chooseRole] as const] : []),
      ...(expires !== '' && !isIsoDate(expires) ? [['expires', t.badDay] as const] : []),
    ])
    if (role === undefined || missing.size > 0) return keysPage(c, ports, actor, keys, { errors: missing, form })
    const organization = keepsOwnOnly(actor) ? actor.organization : form.text('organization') || null
    try {
      const { key } = await createKey(ports, actor, {
        name: form.text('name'),
        role,
        organization,
        scopes: KEY_SCOPES.filter((scope) => form.texts('scopes').includes(scope)),
        // A key works through the whole of its last day.
        expiresAt: expires === '' ? null : endOfKyivDay(expires),
      })
      return page(
        c,
        ports,
        { title: t.created, robots: 'noindex', breadcrumbs: trail(locale) },
        <NewKeyShown locale={locale} secret={key} />,
      )
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'validation-failed') throw error
      return keysPage(c, ports, actor, keys, { errors: renamed(fieldErrors(error, locale)), form })
    }
  })

  pages.post('/work/keys/:id{[0-9a-f]{16}}/revoke', async (c) => {
    const { actor } = signedIn(c)
    // First whether they may at all: proving who one is would not change it.
    const keys = await keysOf(ports, actor)
    if (!keys.some(({ id }) => id === c.req.param('id'))) throw new AppError('not-found', 'no such key')
    const away = await requireStepUp(c, ports)
    if (away !== null) return away
    await revokeKey(ports, actor, c.req.param('id'))
    return c.redirect(`/${c.var.locale}/work/keys?done=revoked`, 303)
  })
  return pages
}

/** The form asks for a day where the verb takes an instant. */
function renamed(errors: ReturnType<typeof fieldErrors>): ReturnType<typeof fieldErrors> {
  return new Map([...errors].map(([name, text]) => [name === 'expiresAt' ? 'expires' : name, text] as const))
}

/** Heads look after the keys of their organization, administrators and auditors see all. */
function keepsOwnOnly(actor: Actor): boolean {
  return !can(actor, 'key.list')
}

async function keysOf(ports: KeyPagePorts, actor: Actor): Promise<readonly KeyRecord[]> {
  return listKeys(ports, actor, keepsOwnOnly(actor) ? (actor.organization ?? '') : null)
}

/** Of which roles this person may make keys; those of the whole register are the operator's. */
function rolesFor(actor: Actor): readonly KeyRole[] {
  const own = { organizations: actor.organization === null ? [] : [actor.organization] }
  return can(actor, 'key.create', own) ? ORGANIZATION_ROLES : []
}

function keysPage(c: RequestContext, ports: KeyPagePorts, actor: Actor, keys: readonly KeyRecord[], refused?: Refused) {
  const { locale } = c.var
  const t = dictionary(locale).accounts.keys
  const props = { title: t.title, robots: 'noindex', breadcrumbs: trail(locale), failed: refused !== undefined }
  const mayRevoke = (key: KeyRecord) =>
    can(actor, 'key.revoke', { organizations: key.organization === null ? [] : [key.organization] })
  const view = {
    locale,
    now: ports.now(),
    keys,
    mayRevoke,
    roles: rolesFor(actor),
    ownOnly: keepsOwnOnly(actor),
    revoked: c.req.query('done') === 'revoked',
    refused,
  }
  return page(c, ports, props, <Keys {...view} />, refused === undefined ? 200 : 422)
}

interface KeysView {
  readonly locale: Locale
  readonly now: string
  readonly keys: readonly KeyRecord[]
  readonly mayRevoke: (key: KeyRecord) => boolean
  readonly roles: readonly KeyRole[]
  readonly ownOnly: boolean
  readonly revoked: boolean
  readonly refused: Refused | undefined
}

const Keys = ({ locale, now, keys, mayRevoke, roles, ownOnly, revoked, refused }: KeysView) => {
  const t = dictionary(locale).accounts.keys
  return (
    <>
      {revoked ? (
        <Notice tone="ok">
          <p>{t.revokedNow}</p>
        </Notice>
      ) : null}
      <FormErrors locale={locale} errors={refused?.errors} />
      <PageHeader title={t.title} lead={t.lead} />
      <Section id="keys" title={t.list}>
        {keys.length === 0 ? <p>{t.none}</p> : null}
        <RecordList
          records={keys.map((key) => ({
            name: (
              <>
                <span lang="">{key.name}</span> <code>ofa_{key.id}_…</code>
              </>
            ),
            note: noteOf(key, locale),
            side: <KeyState locale={locale} now={now} record={key} mayRevoke={mayRevoke(key)} />,
          }))}
        />
      </Section>
      {roles.length === 0 ? null : (
        <Section id="create" title={t.create}>
          <NewKeyForm locale={locale} roles={roles} ownOnly={ownOnly} refused={refused} />
        </Section>
      )}
    </>
  )
}

function noteOf(key: KeyRecord, locale: Locale): string {
  const { accounts, values } = dictionary(locale)
  const t = accounts.keys
  return [
    values.actorRole[key.role],
    ...(key.organization === null ? [] : [key.organization]),
    key.scopes.map((scope) => t.scope[scope]).join(', '),
    key.expiresAt === null ? t.noEnd : t.until(formatDate(locale, kyivDay(key.expiresAt))),
    key.lastUsedAt === null ? t.neverUsed : t.lastUsed(formatMoment(locale, key.lastUsedAt)),
  ].join(' · ')
}

const KeyState = ({
  locale,
  now,
  record,
  mayRevoke,
}: Pick<KeysView, 'locale' | 'now'> & { readonly record: KeyRecord; readonly mayRevoke: boolean }) => {
  const t = dictionary(locale).accounts.keys
  if (record.revokedAt !== null) return <Tag>{t.revoked}</Tag>
  if (record.expiresAt !== null && record.expiresAt <= now) return <Tag>{t.expired}</Tag>
  return (
    <>
      <Tag tone="ok">{t.active}</Tag>
      {mayRevoke ? (
        <Form action={`/${locale}/work/keys/${record.id}/revoke`}>
          <button class="link-button" type="submit" aria-label={t.revokeOf(record.name)}>
            {t.revoke}
          </button>
        </Form>
      ) : null}
    </>
  )
}

const NewKeyForm = ({
  locale,
  roles,
  ownOnly,
  refused,
}: Pick<KeysView, 'locale' | 'roles' | 'ownOnly' | 'refused'>) => {
  const { accounts, values } = dictionary(locale)
  const t = accounts.keys
  const filled = (name: string) => refused?.form.text(name)
  const field = { locale, errors: refused?.errors }
  return (
    <Form action={`/${locale}/work/keys`}>
      <TextField {...field} name="name" label={t.name} hint={t.nameHint} value={filled('name')} />
      <Select
        {...field}
        name="role"
        label={t.role}
        options={[{ value: '', label: '—' }, ...roles.map((role) => ({ value: role, label: values.actorRole[role] }))]}
        value={filled('role')}
      />
      {ownOnly ? null : (
        <TextField
          {...field}
          name="organization"
          label={t.organization}
          hint={t.organizationHint}
          width={20}
          value={filled('organization')}
        />
      )}
      <Choices
        {...field}
        kind="checkboxes"
        name="scopes"
        label={t.scopes}
        options={KEY_SCOPES.map((scope) => ({ value: scope, label: t.scope[scope] }))}
        values={refused?.form.texts('scopes') ?? ['read']}
      />
      <TextField
        {...field}
        name="expires"
        label={t.expires}
        hint={t.expiresHint}
        width={10}
        value={filled('expires')}
      />
      <Button>{t.create}</Button>
    </Form>
  )
}

/** The one page on which a key stands. It is kept by nobody, being a page of somebody signed in. */
const NewKeyShown = ({ locale, secret }: { readonly locale: Locale; readonly secret: string }) => {
  const t = dictionary(locale).accounts.keys
  return (
    <>
      <PageHeader title={t.created} />
      <Notice tone="caution">
        <p>{t.shownOnce}</p>
      </Notice>
      <p>
        <code class="secret">{secret}</code>
      </p>
      <p>
        <LinkButton quiet href={`/${locale}/work/keys`}>
          {t.back}
        </LinkButton>
      </p>
    </>
  )
}
