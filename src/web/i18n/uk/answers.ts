import type { PERMITTED_USERS } from '../../../software/rights.ts'
import type { VerdictClause } from '../../../software/verdict.ts'

/** What a sentence about a verdict may name. Texts are ready to be read: names, dates as people write them. */
export interface AnswerFacts {
  /** Name of the holder. */
  readonly holder: string | null
  readonly license: string | null
  /** Whom the deciding permission covers, as `permittedTo` says it. */
  readonly to: string
  /** Last and first day of the deciding permission. */
  readonly until: string
  readonly from: string
  readonly refusalReason: string
  /** Rights are called open source, but no licence proves it. */
  readonly openSourceClaimed: boolean
}

/** The answer to "may we use it?" about one entry, as one sentence that names who, what and until when. */
export const answers: {
  readonly sentence: Readonly<Record<VerdictClause, (facts: AnswerFacts) => string>>
  /** In the dative: "permitted to …". `details` are the names of regions, levels or organizations. */
  readonly permittedTo: Readonly<Record<(typeof PERMITTED_USERS)[number], (details: string) => string>>
  readonly andOthers: (names: string, others: number) => string
} = {
  sentence: {
    'holder-itself': () => 'Ця організація сама володіє правами на рішення.',
    granted: ({ to, license }) =>
      `Володілець дозволив користуватися без плати й додаткових умов ${to}${license === null ? '' : `; ліцензія ${license}`}.`,
    'granted-on-conditions': ({ to }) => `Володілець дозволив користуватися ${to}, але на умовах, названих нижче.`,
    'granted-to-some': ({ to }) => `Дозволено не кожному, а ${to}.`,
    'open-source-licence': ({ license }) =>
      `Рішення поширюють за відкритою ліцензією ${license}: користуватися, змінювати й передавати його далі може будь-хто.`,
    refused: ({ refusalReason }) =>
      `Володілець відмовив у передачі. Причина: ${refusalReason.toLocaleLowerCase('uk')}.`,
    'granted-to-others': ({ to }) =>
      `Чинний дозвіл надано ${to}; названої організації серед них немає. Про неї вирішує володілець.`,
    'holder-only': () => 'Користуватися дозволено лише самому володільцю.',
    'grant-expired': ({ until }) => `${until} строк дозволу минув. Запитайте володільця, чи його подовжать.`,
    'grant-not-yet': ({ from }) => `Дозвіл надано, але він ще не діє: лише з ${from} почнеться його строк.`,
    'exclusive-rights-without-grant': ({ holder }) =>
      `${holder ?? 'Володілець'} має виключні майнові права і може передати рішення, але дозволу іншим у реєстрі ще немає.`,
    'shared-rights-without-grant': ({ holder }) =>
      `${holder ?? 'Володілець'} має права спільно з іншими особами; дозволу користуватися в реєстрі немає.`,
    'licence-covers-holder-only': ({ holder }) =>
      `${holder ?? 'Володілець'} має лише невиключну ліцензію, яка не дає права передавати рішення іншим.`,
    'rights-not-stated': ({ openSourceClaimed }) =>
      openSourceClaimed
        ? 'Рішення названо відкритим, але ліцензії, яка це підтверджує, у реєстрі немає.'
        : 'У реєстрі немає відомостей ні про права на рішення, ні про дозволи користуватися ним.',
  },
  permittedTo: {
    anyone: () => 'будь-кому',
    'state-authorities': () => 'усім державним органам',
    'all-authorities': () => 'усім органам влади, громадам, державним і комунальним установам та підприємствам',
    level: (levels) => `органам такого рівня: ${levels}`,
    region: (regions) => `органам таких регіонів: ${regions}`,
    'named-organizations': (names) => `таким організаціям: ${names}`,
    'holder-only': () => 'лише самому володільцю',
  },
  andOthers: (names, others) => `${names} та ще ${others}`,
}
