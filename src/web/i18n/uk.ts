import { answers } from './uk/answers.ts'
import { catalogue } from './uk/catalogue.ts'
import { clauses } from './uk/clauses.ts'
import { history } from './uk/history.ts'
import { layout } from './uk/layout.ts'
import { problems } from './uk/problems.ts'
import { record } from './uk/record.ts'
import { rules } from './uk/rules.ts'
import { ui } from './uk/ui.ts'
import { values } from './uk/values.ts'
import { verdict } from './uk/verdict.ts'

/** The source of keys: one file per section. A section's name is the folder of the feature or the page it serves. */
export const uk = { catalogue, clauses, layout, problems, rules, ui, answers, history, record, values, verdict }
