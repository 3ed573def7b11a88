import type { answers as uk } from '../uk/answers.ts'

export const answers: typeof uk = {
  sentence: {
    'holder-itself': () => 'This organization itself holds the rights.',
    granted: ({ to, license }) =>
      `The holder permits use without payment or further conditions to ${to}${license === null ? '' : `; licence ${license}`}.`,
    'granted-on-conditions': ({ to }) => `The holder permits use to ${to}, on the conditions named below.`,
    'granted-to-some': ({ to }) => `Permitted not to everyone but to ${to}.`,
    'open-source-licence': ({ license }) =>
      `It is under the open-source licence ${license}: anyone may use it, change it and pass it on.`,
    refused: ({ refusalReason }) => `The holder refuses reuse. Reason: ${refusalReason.toLocaleLowerCase('en')}.`,
    'granted-to-others': ({ to }) =>
      `The permission in force is for ${to}; the named organization is not among them. The holder decides.`,
    'holder-only': () => 'Only the holder itself is permitted to use it.',
    'grant-expired': ({ until }) => `The permission ended on ${until}. Ask the holder whether it will be prolonged.`,
    'grant-not-yet': ({ from }) => `A permission is given, and begins on ${from}.`,
    'exclusive-rights-without-grant': ({ holder }) =>
      `${holder ?? 'The holder'} has the exclusive economic rights and can pass the software on, but the register has no permission for others yet.`,
    'shared-rights-without-grant': ({ holder }) =>
      `${holder ?? 'The holder'} shares the rights with others; the register has no permission to use it.`,
    'licence-covers-holder-only': ({ holder }) =>
      `${holder ?? 'The holder'} has a non-exclusive licence only, which does not allow passing the software on.`,
    'rights-not-stated': ({ openSourceClaimed }) =>
      openSourceClaimed
        ? 'It is called open source, but the register has no licence that proves it.'
        : 'The register knows neither who holds the rights nor of any permission to use it.',
  },
  permittedTo: {
    anyone: () => 'anyone',
    'state-authorities': () => 'all state authorities',
    'all-authorities': () => 'all authorities, communities, state and municipal institutions and enterprises',
    level: (levels) => `authorities of this level: ${levels}`,
    region: (regions) => `authorities of these regions: ${regions}`,
    'named-organizations': (names) => `these organizations: ${names}`,
    'holder-only': () => 'the holder alone',
  },
  andOthers: (names, others) => `${names} and ${others} more`,
}
