import type { Child } from 'hono/jsx'
import MarkdownIt, { type Token } from 'markdown-it'
import { DataTable } from './ui/table.tsx'

/*
 * Descriptions are Markdown written by strangers. The parser only says what the text means; every element is made here,
 * from a closed list, so that nothing of the text reaches the page as markup: no raw HTML, no pictures, no scripts.
 */

// Made when first asked for: a Worker may not do work while it loads.
let parser: InstanceType<typeof MarkdownIt> | undefined

interface Node {
  readonly token: Token
  readonly children: readonly Node[]
}

interface Writing {
  /** The level of the last heading: a level is never skipped, whatever the text does. */
  level: number
  readonly base: number
}

/** Markdown (CommonMark with tables) as a column of running text. Its headings begin at `level`. */
export const Markdown = ({
  text,
  lang,
  level = 3,
}: {
  readonly text: string
  /** Where it is not the page's own language. */
  readonly lang?: string | undefined
  readonly level?: 2 | 3 | 4
}) => {
  parser ??= new MarkdownIt({ html: false, linkify: false, typographer: false })
  const writing: Writing = { level: level - 1, base: level }
  return (
    <div class="rich-text" lang={lang}>
      {written(treeOf(parser.parse(text, {})), writing)}
    </div>
  )
}

/**
 * The address of a link in a text, or null when it is not one to follow: only whole http(s) and mailto addresses.
 * Relative ones lead nowhere outside the place that the text was written for, and `//host` may lead anywhere.
 */
export function safeHref(href: string): string | null {
  const url = URL.parse(href)
  if (url === null || url.username !== '' || url.password !== '') return null
  const web = url.protocol === 'https:' || url.protocol === 'http:'
  if (web) return /^https?:\/\//i.test(href.trim()) ? url.href : null
  return url.protocol === 'mailto:' ? url.href : null
}

/** Opening and closing tokens as a tree. */
function treeOf(tokens: readonly Token[]): readonly Node[] {
  const root: Node[] = []
  const open: Node[][] = [root]
  for (const token of tokens) {
    const siblings = open.at(-1) ?? root
    if (token.nesting === -1) {
      if (open.length > 1) open.pop()
      continue
    }
    const children: Node[] = token.children ? [...treeOf(token.children)] : []
    siblings.push({ token, children })
    if (token.nesting === 1) open.push(children)
  }
  return root
}

function written(nodes: readonly Node[], writing: Writing): Child[] {
  return nodes.map((node) => element(node, writing))
}

function element(node: Node, writing: Writing): Child {
  const { token, children } = node
  const inside = () => written(children, writing)
  switch (token.type) {
    case 'paragraph_open':
      return token.hidden ? inside() : <p>{inside()}</p>
    case 'heading_open':
      return heading(node, writing)
    case 'bullet_list_open':
      return <ul>{inside()}</ul>
    case 'ordered_list_open':
      return <ol start={startOf(token)}>{inside()}</ol>
    case 'list_item_open':
      return <li>{inside()}</li>
    case 'blockquote_open':
      return <blockquote>{inside()}</blockquote>
    case 'fence':
    case 'code_block':
      return (
        <pre>
          <code>{token.content}</code>
        </pre>
      )
    case 'table_open':
      return table(node, writing)
    case 'hr':
      return <hr />
    case 'strong_open':
      return <strong>{inside()}</strong>
    case 'em_open':
      return <em>{inside()}</em>
    case 's_open':
      return <s>{inside()}</s>
    case 'code_inline':
      return <code>{token.content}</code>
    case 'link_open':
      return link(node, writing)
    case 'hardbreak':
      return <br />
    case 'softbreak':
      return '\n'
    case 'inline':
      return inside()
    case 'text':
    case 'text_special':
      return token.content
    default:
      // An image among them: what it shows is said by its text, which the parser gives as children.
      return children.length > 0 ? inside() : token.content
  }
}

function startOf(token: Token): number | undefined {
  const start = Number(token.attrGet('start') ?? 1)
  return start === 1 ? undefined : start
}

function heading({ token, children }: Node, writing: Writing): Child {
  const wanted = writing.base - 1 + Number(token.tag.slice(1))
  writing.level = Math.min(wanted, writing.level + 1, 6)
  const text = written(children, writing)
  switch (writing.level) {
    case 2:
      return <h2>{text}</h2>
    case 3:
      return <h3>{text}</h3>
    case 4:
      return <h4>{text}</h4>
    case 5:
      return <h5>{text}</h5>
    default:
      return <h6>{text}</h6>
  }
}

function link({ token, children }: Node, writing: Writing): Child {
  const href = safeHref(String(token.attrGet('href') ?? ''))
  const text = written(children, writing)
  if (href === null || children.length === 0) return text
  return (
    <a href={href} rel="nofollow noopener">
      {text}
    </a>
  )
}

function table({ children }: Node, writing: Writing): Child {
  const rowsOf = (part: string) =>
    children.filter(({ token }) => token.type === part).flatMap((group) => group.children.map((row) => row.children))
  const [head = []] = rowsOf('thead_open')
  const columns = head.map((cell) => ({ label: plainText(cell) }))
  const rows = rowsOf('tbody_open').map((cells) => cells.map((cell) => written(cell.children, writing)))
  const caption = columns.map(({ label }) => label).join(', ')
  return <DataTable caption={caption} captionHidden columns={columns} rows={rows} />
}

function plainText({ token, children }: Node): string {
  return children.length > 0 ? children.map(plainText).join('') : token.content
}
