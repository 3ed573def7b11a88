import type { Child } from 'hono/jsx'
import type { Locale } from '../../../src/web/i18n/index.ts'
import type { LayoutProps } from '../../../src/web/layout.tsx'

/** Makes one sample page; `uk('…', '…')` chooses between the Ukrainian and the English text. */
export type Sample = (
  locale: Locale,
  uk: (ukrainian: string, english: string) => string,
) => Pick<LayoutProps, 'title' | 'path' | 'section' | 'breadcrumbs' | 'search' | 'failed'> & { readonly body: Child }
