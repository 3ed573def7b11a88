import { words } from './fold.ts'

/** Words that join others and say nothing of what is looked for, nor that it is needed. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  words(
    `в у для на з із зі до і й та або по при від про за як що це потрібна потрібен потрібне потрібно потрібні
     the a an of for in to and or`,
  ),
)

/** Whether a folded word of a query need not be looked for beside others. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word)
}
