import { FIELD_GROUPS, type FieldGroup } from './model.ts'

/** Why something was returned: what is to be mended, topic by topic, and what else there is to say. */
export interface ReturnReasons {
  readonly topics: readonly { readonly topic: FieldGroup; readonly text: string }[]
  readonly text: string
}

/** Longest reason of a return, all topics together, in characters. */
export const LONGEST_RETURN = 6000

/**
 * The reasons as the one text that the history keeps: a paragraph a topic, marked `[rights]`, and the rest after them. `''` when
 * nothing is said. Pure.
 */
export function returnReason({ topics, text }: ReturnReasons): string {
  // A blank line ends a topic.
  const marked = topics
    .map((each) => ({ ...each, text: each.text.trim().replace(/\n\s*\n/g, '\n') }))
    .filter((each) => each.text !== '')
  return [...marked.map((each) => `[${each.topic}] ${each.text}`), text.trim()]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Reads what `returnReason` wrote; a text without marks is all text. Pure. */
export function readReturnReason(reason: string): ReturnReasons {
  const topics: { topic: FieldGroup; text: string }[] = []
  const rest: string[] = []
  for (const paragraph of reason.split('\n\n')) {
    const [, name, text = ''] = /^\[([A-Za-z]+)\] ([\s\S]*)$/.exec(paragraph) ?? []
    const topic = FIELD_GROUPS.find((group) => group === name)
    if (topic !== undefined && rest.length === 0) topics.push({ topic, text })
    else rest.push(paragraph)
  }
  return { topics, text: rest.join('\n\n') }
}
