import type { clauses as uk } from '../uk/clauses.ts'

export const clauses: typeof uk = {
  'holder-itself': {
    short: 'the organization holds the rights itself',
    rule: 'The organization that asks holds the property rights.',
  },
  granted: {
    short: 'permission in force, without conditions',
    rule: 'A permission in force on that day covers the organization; it is free of charge or under an open licence, without conditions and without limits of seats or territory.',
  },
  'open-source-licence': {
    short: 'open-source licence',
    rule: 'The software itself is under an open licence: approved by the OSI, or on the FSF’s list of free licences. Such a permission is not taken back.',
  },
  'granted-on-conditions': {
    short: 'permission in force, on conditions',
    rule: 'A permission is in force and covers the organization, but has conditions: a price, a number of seats, a territory or others, or nobody has said whether it is free of charge.',
  },
  refused: {
    short: 'the holder refused and named the reason',
    rule: 'No permission is in force, and the holder has refused reuse for one of a closed list of reasons, naming the legal basis.',
  },
  'granted-to-some': {
    short: 'permitted to some authorities',
    rule: 'A permission is in force, but not for all: for authorities of a level or a region, or for named organizations. This is the answer when we do not know who asks.',
  },
  'granted-to-others': {
    short: 'permitted to others',
    rule: 'A permission is in force, but does not cover the organization that asks; the holder may extend it.',
  },
  'holder-only': {
    short: 'for the holder alone',
    rule: 'A document expressly limits the use to the holder, and no permission in force is given to anybody else.',
  },
  'grant-not-yet': {
    short: 'the permission begins later',
    rule: 'A permission covers the organization, but its term has not begun.',
  },
  'grant-expired': {
    short: 'the permission has expired',
    rule: 'The term of the permission is over; the holder may renew it.',
  },
  'exclusive-rights-without-grant': {
    short: 'exclusive rights, no permission given',
    rule: 'The holder has exclusive economic rights and could permit reuse, but has not yet done so.',
  },
  'shared-rights-without-grant': {
    short: 'shared rights, no permission given',
    rule: 'The rights belong to several: a permission depends on the co-owners too.',
  },
  'licence-covers-holder-only': {
    short: 'non-exclusive licence',
    rule: 'The holder itself uses it under a non-exclusive licence and cannot pass it on.',
  },
  'rights-not-stated': {
    short: 'rights not described',
    rule: 'The entry does not say which rights the holder has. Where open source is claimed but no licence is named, the holder has to be asked.',
  },
}
