import type { verdict as uk } from '../uk/verdict.ts'

export const verdict: typeof uk = {
  may: 'May be used',
  conditions: 'May be used on conditions',
  ask: 'Ask the holder',
  mayNot: 'May not be used',
  unknown: 'Not established',
  short: {
    may: 'May use',
    conditions: 'On conditions',
    ask: 'Ask',
    mayNot: 'May not',
    unknown: 'Not established',
  },
  clause: 'Basis',
  askHolder: 'Ask the holder to reuse it',
}
