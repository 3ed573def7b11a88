import type { TestApp } from './test-app.ts'

/** The fields of a form as a browser would send them when nobody touches it. */
export type FormFields = Record<string, string[]>

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

export function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : decoded(found)
}

/** The fields of the page's form whose action ends so; buttons are left out. */
export function formFields(html: string, action: string): FormFields {
  const form = [...html.matchAll(/<form [^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => attribute(text.slice(0, text.indexOf('>') + 1), 'action')?.endsWith(action))
  if (form === undefined) throw new Error(`no form for ${action}`)
  const fields: FormFields = {}
  const add = (name: string | undefined, value: string) => {
    if (name === undefined) return
    fields[name] = [...(fields[name] ?? []), value]
  }
  const controls = /<input[^>]*>|<textarea[^>]*>([\s\S]*?)<\/textarea>|<select[^>]*>([\s\S]*?)<\/select>/g
  for (const [tag, text, options] of form.matchAll(controls)) {
    const head = tag.slice(0, tag.indexOf('>') + 1)
    const name = attribute(head, 'name')
    if (text !== undefined) add(name, decoded(text.replace(/^\n/, '')))
    else if (options !== undefined) {
      const chosen = [...options.matchAll(/<option[^>]*>/g)].find(([option]) => /\sselected(?:=|\s|>)/.test(option))
      add(name, chosen ? (attribute(chosen[0], 'value') ?? '') : '')
    } else {
      const type = attribute(head, 'type') ?? 'text'
      if (type === 'file') continue
      if ((type === 'radio' || type === 'checkbox') && !/\schecked(?:=|\s|\/|>)/.test(head)) continue
      add(name, attribute(head, 'value') ?? '')
    }
  }
  return fields
}

/** Opens a page as somebody, changes some fields of its form and sends it as a browser without scripts would. */
export async function fillIn(
  app: TestApp,
  cookie: string,
  path: string,
  changes: Readonly<Record<string, string | readonly string[]>>,
  button: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const html = await (await app.request(path, { cookie })).text()
  const target = path.replace(/[?#].*$/, '')
  return app.request(target, { cookie, form: { ...formFields(html, target), ...changes, ...button } })
}
