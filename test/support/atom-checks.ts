/** What is wrong with an Atom feed by RFC 4287, as far as readers depend on it; empty when it is sound. */
export function atomFindings(xml: string): string[] {
  const findings: string[] = []
  if (!isWellFormed(xml)) findings.push('not well-formed')
  const head = xml.replace(/<entry[\s\S]*?<\/entry>/g, '')
  const entries = [...xml.matchAll(/<entry[^>]*>([\s\S]*?)<\/entry>/g)].map(([, inside = '']) => inside)
  if (!head.includes('<feed xmlns="http://www.w3.org/2005/Atom"')) findings.push('no feed element of Atom')
  if (!/<author><name>[^<]+<\/name><\/author>/.test(head)) findings.push('no author')
  if (!/<link rel="self"[^>]*href="https?:[^"]+"/.test(head)) findings.push('no self link')
  for (const [place, part] of [['feed', head] as const, ...entries.map((entry, n) => [`entry ${n}`, entry] as const)]) {
    for (const name of ['id', 'title', 'updated']) {
      if ([...part.matchAll(new RegExp(`<${name}>`, 'g'))].length !== 1) findings.push(`${place}: not one ${name}`)
    }
    const updated = /<updated>([^<]*)<\/updated>/.exec(part)?.[1] ?? ''
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(updated)) findings.push(`${place}: bad date`)
    if (!/<id>https?:[^<\s]+<\/id>/.test(part)) findings.push(`${place}: id is no IRI`)
  }
  const ids = entries.map((entry) => /<id>([^<]*)<\/id>/.exec(entry)?.[1])
  if (new Set(ids).size !== ids.length) findings.push('an id twice')
  return findings
}

/** Whether tags nest, attributes are quoted, and no character or ampersand stands where XML 1.0 forbids it. */
export function isWellFormed(xml: string): boolean {
  const open: string[] = []
  const text = xml.replace(/^<\?xml[^>]*\?>/, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text) || !text.isWellFormed()) return false
  let roots = 0
  for (const [, tag = '', between = ''] of text.matchAll(/<([^<>]*)>|([^<>]+|[<>])/g)) {
    if (tag === '') {
      if (/[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(between)) return false
      if (open.length === 0 && between.trim() !== '') return false
    } else if (tag.startsWith('/')) {
      if (open.pop() !== tag.slice(1).trim()) return false
    } else {
      const parsed = /^([\w:.-]+)((?:\s+[\w:.-]+="(?:[^"&<]|&(?:amp|lt|gt|quot|apos);)*")*)\s*(\/?)$/.exec(tag)
      if (!parsed) return false
      if (open.length === 0) roots++
      if (parsed[3] === '') open.push(parsed[1] ?? '')
    }
  }
  return open.length === 0 && roots === 1
}
