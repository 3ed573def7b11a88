import { classesOf } from '../../src/web/assets/strip-css.ts'

/** Every class that a page's markup names. */
export function classesIn(html: string): ReadonlySet<string> {
  const classes = new Set<string>()
  for (const [, value = ''] of html.matchAll(/\sclass="([^"]*)"/g)) {
    for (const name of value.split(/\s+/)) if (name !== '') classes.add(name)
  }
  return classes
}

/** The stylesheet that was read last: thousands of pages are held against one. */
let lastRead: { readonly css: string; readonly classes: ReadonlySet<string> } | undefined

function classesOfStylesheet(css: string): ReadonlySet<string> {
  if (lastRead?.css !== css) lastRead = { css, classes: classesOf(css) }
  return lastRead.classes
}

/** The classes of a page for which the stylesheet has no rule: a typing error, or a component that was cut out. */
export function classesWithoutRule(html: string, css: string): string[] {
  const known = classesOfStylesheet(css)
  return [...classesIn(html)].filter((name) => !known.has(name)).sort()
}

/** What a strict Content-Security-Policy would refuse: style and event attributes, inline styles and scripts. */
export function refusedByPolicy(html: string): string[] {
  return [...html.matchAll(/<[^>]*\s(?:style|on[a-z]+)=["'][^>]*>|<style[\s>]|<script(?![^>]*\ssrc=)[^>]*>/g)].map(
    ([found]) => found,
  )
}
