import type { ConfirmedMembership, OrganizationNames, Session } from '../accounts/sessions.ts'
import { dictionary, type Locale, otherLocale } from './i18n/index.ts'

/** Who is signed in and as what, where their work is, and the way out. */
export const AccountBar = ({ locale, session }: { readonly locale: Locale; readonly session: Session }) => {
  const t = dictionary(locale).accounts.header
  const { membership, person } = session
  return (
    <div class="account-bar">
      <div class="wrap account-bar__row">
        <p class="account-bar__who">
          <span class="account-bar__name">
            <PersonName locale={locale} name={person.name} />
          </span>
          <span class="account-bar__role">
            {membership === null ? t.noRole : <RoleName locale={locale} of={membership} />}
          </span>
        </p>
        <nav aria-label={t.label}>
          <ul class="account-bar__links">
            <li>
              <a href={`/${locale}/work`}>{t.work}</a>
            </li>
            <li>
              <a href={`/${locale}/account`}>{t.account}</a>
            </li>
            <li>
              <form method="post" action={`/${locale}/sign-out`}>
                <button class="link-button" type="submit">
                  {t.signOut}
                </button>
              </form>
            </li>
          </ul>
        </nav>
      </div>
    </div>
  )
}

/** The way in, and back to where the reader is. */
export const SignInLink = ({ locale, path }: { readonly locale: Locale; readonly path: string }) => {
  const isThere = path === '/sign-in' || path.startsWith('/sign-in?')
  const back = `/${locale}${path === '/' ? '' : path}`
  return (
    <a
      class="sign-in-link"
      rel="nofollow"
      href={`/${locale}/sign-in${isThere ? '' : `?return_to=${encodeURIComponent(back)}`}`}
    >
      {dictionary(locale).accounts.header.signIn}
    </a>
  )
}

/** The name of a person as the provider gave it, in whatever language; who has none is said to have none. */
export const PersonName = ({ locale, name }: { readonly locale: Locale; readonly name: string }) =>
  name === '' ? <>{dictionary(locale).accounts.header.noName}</> : <span lang="">{name}</span>

type RoleOf = Pick<ConfirmedMembership, 'role' | 'organizationName'> & {
  readonly organization?: string | null | undefined
}

/** A role with the organization it is for, whose name is marked where it is in another language. */
export const RoleName = ({ locale, of }: { readonly locale: Locale; readonly of: RoleOf }) => {
  const label = dictionary(locale).values.actorRole[of.role]
  const name = organizationText(of.organizationName, locale) ?? of.organization
  if (name == null) return <>{label}</>
  const isForeign = of.organizationName !== null && of.organizationName[locale] === null
  return (
    <>
      {label}, {isForeign ? <span lang={otherLocale(locale)}>{name}</span> : name}
    </>
  )
}

/** A role with the organization it is for: `Редактор організації, Конкинська міська рада`. */
export function roleText({ role, organizationName, organization }: RoleOf, locale: Locale): string {
  const label = dictionary(locale).values.actorRole[role]
  const name = organizationText(organizationName, locale) ?? organization
  return name == null ? label : `${label}, ${name}`
}

/** The name of an organization in the reader's language, else in the other; null when it has neither. */
export function organizationText(names: OrganizationNames | null, locale: Locale): string | null {
  return names === null ? null : (names[locale] ?? names[otherLocale(locale)])
}
