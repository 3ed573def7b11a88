/** The kit of components that pages are made of. Their looks are in assets/css; docs/design-system.md shows each. */
export * from './ui/comparison.tsx'
export * from './ui/form.tsx'
export * from './ui/page.tsx'
export * from './ui/record.tsx'
export * from './ui/search.tsx'
export * from './ui/table.tsx'
export * from './ui/text.tsx'
export * from './ui/verdict.tsx'
