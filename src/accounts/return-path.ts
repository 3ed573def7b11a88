const LONGEST = 2000
/** Where signing in itself happens: to be led back there would lead nowhere. */
const NOT_BACK_TO = /^\/(?:uk|en)\/(?:sign-in(?:\/(?:begin|again|demonstration))?|sign-out|signed-out)(?:[?#]|$)/

/**
 * A path of our own pages to go on to after signing in, in its plain spelling; null for everything else. Browsers read `//host`,
 * `/\host` and addresses with tabs in them as another site's, so whatever does not resolve to the same path here is refused.
 */
export function ownPath(text: string | undefined): string | null {
  if (text === undefined || text.length > LONGEST || !/^\/(?:uk|en)(?:[/?#]|$)/.test(text)) return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them from addresses.
  if (/[\\\u0000-\u0020\u007f-\u009f]/.test(text)) return null
  let url: URL
  try {
    url = new URL(text, 'https://own.invalid')
  } catch {
    return null
  }
  const path = `${url.pathname}${url.search}${url.hash}`
  if (url.origin !== 'https://own.invalid' || !/^\/(?:uk|en)(?:[/?#]|$)/.test(path)) return null
  return NOT_BACK_TO.test(path) ? null : path
}
