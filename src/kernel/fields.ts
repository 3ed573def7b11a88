import { z } from 'zod'

/** One line or paragraph of plain text without surrounding blanks. @param maximum length in UTF-16 code units */
export function plainText(maximum: number) {
  return z.string().trim().min(1, 'text-empty').max(maximum, 'text-too-long')
}

/** An http(s) address without a user name or password in it. */
export const WebUrl = z
  .string()
  .trim()
  .max(2000, 'text-too-long')
  .refine((text) => {
    const url = URL.parse(text)
    return (
      url !== null &&
      (url.protocol === 'https:' || url.protocol === 'http:') &&
      url.username === '' &&
      url.password === ''
    )
  }, 'url')
export type WebUrl = z.infer<typeof WebUrl>

/** A list with at most `maximum` members. */
export function listOf<Member extends z.ZodType>(member: Member, maximum: number) {
  return z.array(member).max(maximum, 'list-too-long')
}

/**
 * Anything that JSON can say, for values that come from a JSON parser. Not `z.json()`: that schema holds itself, and the
 * description of the API would never end.
 */
export const JsonValue = z.unknown() as unknown as z.ZodType<z.core.util.JSONType>
