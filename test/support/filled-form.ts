/** What a browser would send of a form, untouched. */
export function fieldsIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const text = (value: string) =>
    value
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  // The way out stands in a form of the header.
  const form = /<form method="post"[\s\S]*?<\/form>/.exec(html.slice(html.indexOf('<main')))?.[0] ?? ''
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /\sname="([^"]*)"/.exec(tag)?.[1]
    const type = /\stype="([^"]*)"/.exec(tag)?.[1] ?? 'text'
    if (name === undefined || (/radio|checkbox/.test(type) && !/\schecked/.test(tag))) continue
    fields[text(name)] = text(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name = '', value = ''] of form.matchAll(
    /<textarea[^>]*\sname="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  ))
    fields[text(name)] = text(value)
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[text(name)] = text(/value="([^"]*)" selected/.exec(options)?.[1] ?? '')
  return fields
}

/** In a comparison, `mine` wherever nothing is chosen beforehand. */
export function chosenIn(html: string): Record<string, string> {
  const names = [...html.matchAll(/name="(keep\.[^"]+)"/g)].map(([, name = '']) => name)
  const chosen = fieldsIn(html)
  return Object.fromEntries([...new Set(names)].map((name) => [name, chosen[name] ?? 'mine']))
}
