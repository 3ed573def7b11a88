import { accounts } from './en/accounts.ts'
import { answers } from './en/answers.ts'
import { api } from './en/api.ts'
import { catalogue } from './en/catalogue.ts'
import { clauses } from './en/clauses.ts'
import { comparison } from './en/comparison.ts'
import { consent } from './en/consent.ts'
import { directory } from './en/directory.ts'
import { directoryWork } from './en/directory-work.ts'
import { editing } from './en/editing.ts'
import { fields } from './en/fields.ts'
import { guide } from './en/guide.ts'
import { history } from './en/history.ts'
import { home } from './en/home.ts'
import { importReport } from './en/import-report.ts'
import { importRules } from './en/import-rules.ts'
import { layout } from './en/layout.ts'
import { log } from './en/log.ts'
import { moderation } from './en/moderation.ts'
import { problems } from './en/problems.ts'
import { publiccode } from './en/publiccode.ts'
import { record } from './en/record.ts'
import { rules } from './en/rules.ts'
import { search } from './en/search.ts'
import { ui } from './en/ui.ts'
import { values } from './en/values.ts'
import { verify } from './en/verify.ts'

export const en = {
  accounts,
  guide,
  api,
  catalogue,
  clauses,
  comparison,
  consent,
  directoryWork,
  home,
  problems,
  rules,
  search,
  importReport,
  importRules,
  layout,
  log,
  moderation,
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
} satisfies typeof import('./uk.ts').uk
