import { dictionary, type Locale } from '../../../web/i18n/index.ts'
import { readReturnReason } from '../../return-reasons.ts'

/** Why a registrar returned something, a line for each group of fields that is to be mended, and the rest. */
export const ReturnedReason = ({ locale, reason }: { readonly locale: Locale; readonly reason: string | null }) => {
  const { topics, text } = readReturnReason(reason ?? '')
  const { fieldGroup } = dictionary(locale).values
  return (
    <>
      {topics.map((each) => (
        <span class="typed-line">
          {fieldGroup[each.topic]}: <span lang="">{each.text}</span>
        </span>
      ))}
      {text === '' ? null : (
        <span class="typed-line" lang="">
          {text}
        </span>
      )}
    </>
  )
}
