import { answers } from './en/answers.ts'
import { catalogue } from './en/catalogue.ts'
import { clauses } from './en/clauses.ts'
import { history } from './en/history.ts'
import { layout } from './en/layout.ts'
import { problems } from './en/problems.ts'
import { record } from './en/record.ts'
import { rules } from './en/rules.ts'
import { ui } from './en/ui.ts'
import { values } from './en/values.ts'
import { verdict } from './en/verdict.ts'

export const en = {
  catalogue,
  clauses,
  problems,
  rules,
  layout,
  ui,
  answers,
  history,
  record,
  values,
  verdict,
} satisfies typeof import('./uk.ts').uk
