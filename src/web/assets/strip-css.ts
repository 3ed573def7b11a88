/**
 * Cuts a stylesheet down to the rules that are wanted. It reads well-formed CSS (as a published, minified file is),
 * splits it into rules and at-rules, and asks `keeps` about every single selector of a list: `.a,.b{…}` loses `.b`
 * alone. At-rules left empty go; `@font-face` always goes (our own faces are declared in our own file).
 * `rewrite` may change the declarations of a kept rule; an empty answer drops the rule.
 */
export function stripCss(
  css: string,
  keeps: (selector: string) => boolean,
  rewrite: (declarations: string) => string = (declarations) => declarations,
): string {
  let kept = ''
  for (const { prelude, body } of blocks(css.replace(/\/\*[\s\S]*?\*\//g, ''))) {
    if (prelude.startsWith('@media') || prelude.startsWith('@supports')) {
      const inside = stripCss(body, keeps, rewrite)
      if (inside !== '') kept += `${prelude}{${inside}}`
    } else if (!prelude.startsWith('@')) {
      const selectors = splitSelectors(prelude).filter(keeps)
      const declarations = selectors.length > 0 ? rewrite(body) : ''
      if (declarations !== '') kept += `${selectors.join(',')}{${declarations}}`
    }
  }
  return kept
}

/** Every class named in a stylesheet, without the dot. */
export function classesOf(css: string): ReadonlySet<string> {
  const classes = new Set<string>()
  const collect = (text: string) => {
    for (const { prelude, body } of blocks(text.replace(/\/\*[\s\S]*?\*\//g, ''))) {
      if (prelude.startsWith('@')) collect(body)
      else for (const [, name] of prelude.matchAll(/\.([A-Za-z_-][\w-]*)/g)) if (name !== undefined) classes.add(name)
    }
  }
  collect(css)
  return classes
}

interface Block {
  readonly prelude: string
  readonly body: string
}

/** The top-level blocks of a stylesheet; statements without a block (`@charset …;`) are dropped. */
function* blocks(css: string): Generator<Block> {
  let start = 0
  let depth = 0
  let open = 0
  for (let at = 0; at < css.length; at++) {
    const character = css[at]
    if (character === '"' || character === "'") {
      at = endOfString(css, at)
    } else if (character === ';' && depth === 0) {
      start = at + 1
    } else if (character === '{') {
      if (depth === 0) open = at
      depth++
    } else if (character === '}') {
      depth--
      if (depth === 0) {
        yield { prelude: css.slice(start, open).trim(), body: css.slice(open + 1, at).trim() }
        start = at + 1
      }
    }
  }
}

function endOfString(css: string, from: number): number {
  let at = from + 1
  while (at < css.length && css[at] !== css[from]) at += css[at] === '\\' ? 2 : 1
  return at
}

/** Splits a selector list at its commas, leaving those inside parentheses (`:is(a, b)`) alone. */
function splitSelectors(list: string): string[] {
  const selectors: string[] = []
  let start = 0
  let depth = 0
  for (let at = 0; at <= list.length; at++) {
    const character = list[at]
    if (character === '(' || character === '[') depth++
    else if (character === ')' || character === ']') depth--
    else if (character === undefined || (character === ',' && depth === 0)) {
      selectors.push(list.slice(start, at).trim())
      start = at + 1
    }
  }
  return selectors
}
