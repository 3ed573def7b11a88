import { layout } from './en/layout.ts'
import { ui } from './en/ui.ts'
import { verdict } from './en/verdict.ts'

export const en = { layout, ui, verdict } satisfies typeof import('./uk.ts').uk
