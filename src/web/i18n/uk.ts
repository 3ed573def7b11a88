import { catalogue } from './uk/catalogue.ts'
import { clauses } from './uk/clauses.ts'
import { layout } from './uk/layout.ts'
import { problems } from './uk/problems.ts'
import { rules } from './uk/rules.ts'
import { ui } from './uk/ui.ts'
import { values } from './uk/values.ts'
import { verdict } from './uk/verdict.ts'

/** The source of keys: one file per section. A section's name is the folder of the feature or the page it serves. */
export const uk = { catalogue, clauses, layout, problems, rules, ui, values, verdict }
