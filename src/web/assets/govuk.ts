/**
 * The blocks of govuk-frontend that our pages use. The published stylesheet has all components of that system; the
 * build keeps these and drops the rest. Adding a component to a page means adding its block here.
 */
export const GOVUK_BLOCKS: readonly string[] = [
  'govuk-breadcrumbs',
  'govuk-checkboxes',
  'govuk-details',
  'govuk-error-message',
  'govuk-error-summary',
  'govuk-fieldset',
  'govuk-file-upload',
  'govuk-form-group',
  'govuk-hint',
  'govuk-input',
  'govuk-label',
  'govuk-pagination',
  'govuk-radios',
  'govuk-select',
  'govuk-skip-link',
  'govuk-summary-list',
  'govuk-task-list',
  'govuk-textarea',
  'govuk-visually-hidden',
]

/** Whether every govuk class of a selector belongs to a kept block; rules that only its own script can reach go too. */
export function keepsGovukSelector(selector: string): boolean {
  if (selector.includes('.govuk-frontend-supported') || selector.includes('.js-enabled')) return false
  const classes = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name ?? '')
  return classes.every((name) => GOVUK_BLOCKS.includes(name.split(/__|--/)[0] ?? name) && !name.includes('--error-'))
}

/** Takes out what our own look replaces: their typeface, and colour fallbacks (every property is set in our tokens). */
export function rewriteGovukDeclarations(declarations: string): string {
  return declarations
    .replace(/font-family:GDS Transport,arial,sans-serif/g, 'font-family:inherit')
    .replace(/(^|;)font-family:sans-serif(?=;|$)/g, '')
    .replace(/(^|;)(?:-webkit-font-smoothing|-moz-osx-font-smoothing|-webkit-[\w-]+):[^;]*/g, '')
    .replace(/var\((--govuk-[\w-]+),#[0-9a-f]+\)/g, 'var($1)')
    .replace(/^;+/, '')
}
