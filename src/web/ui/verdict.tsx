import type { Child } from 'hono/jsx'
import { Icon } from '../icons.tsx'
import type { Tone } from './text.tsx'

type VerdictTone = Exclude<Tone, 'plain'>

/** Whether one may use it: an icon and a word, never colour alone. */
export const Verdict = ({ tone, children }: { readonly tone: VerdictTone; readonly children?: Child }) => (
  <span class={`verdict verdict--${tone}`}>
    <Icon name={tone} />
    <span>{children}</span>
  </span>
)

/** The answer that a software page begins with: the verdict, the clause that decided it, and what to do next. */
export const VerdictPanel = ({
  tone,
  title,
  action,
  children,
}: {
  readonly tone: VerdictTone
  readonly title: Child
  /** Usually a `LinkButton`. */
  readonly action?: Child
  readonly children?: Child
}) => (
  <section class={`verdict-panel verdict-panel--${tone}`} aria-labelledby="verdict">
    <div>
      <h2 class={`verdict verdict--${tone}`} id="verdict">
        <Icon name={tone} />
        <span>{title}</span>
      </h2>
      <div class="verdict-panel__clause">{children}</div>
    </div>
    {action ? <div class="verdict-panel__action">{action}</div> : null}
  </section>
)
