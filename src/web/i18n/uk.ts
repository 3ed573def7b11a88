import { accounts } from './uk/accounts.ts'
import { answers } from './uk/answers.ts'
import { api } from './uk/api.ts'
import { catalogue } from './uk/catalogue.ts'
import { clauses } from './uk/clauses.ts'
import { comparison } from './uk/comparison.ts'
import { consent } from './uk/consent.ts'
import { directory } from './uk/directory.ts'
import { directoryWork } from './uk/directory-work.ts'
import { editing } from './uk/editing.ts'
import { fields } from './uk/fields.ts'
import { guide } from './uk/guide.ts'
import { history } from './uk/history.ts'
import { home } from './uk/home.ts'
import { importReport } from './uk/import-report.ts'
import { importRules } from './uk/import-rules.ts'
import { layout } from './uk/layout.ts'
import { log } from './uk/log.ts'
import { moderation } from './uk/moderation.ts'
import { problems } from './uk/problems.ts'
import { publiccode } from './uk/publiccode.ts'
import { record } from './uk/record.ts'
import { rules } from './uk/rules.ts'
import { search } from './uk/search.ts'
import { ui } from './uk/ui.ts'
import { values } from './uk/values.ts'
import { verify } from './uk/verify.ts'

/** The source of keys: one file per section. A section's name is the folder of the feature or the page it serves. */
export const uk = {
  accounts,
  guide,
  api,
  catalogue,
  clauses,
  comparison,
  consent,
  directoryWork,
  home,
  importReport,
  importRules,
  layout,
  log,
  moderation,
  problems,
  rules,
  search,
  ui,
  answers,
  history,
  directory,
  editing,
  fields,
  publiccode,
  record,
  values,
  verify,
}
