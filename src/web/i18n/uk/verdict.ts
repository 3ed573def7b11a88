/** The answer to "may I use it?", in the words of the register. */
export const verdict = {
  may: 'Можна використовувати',
  conditions: 'Можна за умов',
  ask: 'Запитати володільця',
  mayNot: 'Не можна',
  unknown: 'Не з’ясовано',
  /** The same for a narrow column, where the reader compares many. */
  short: {
    may: 'Можна',
    conditions: 'За умов',
    ask: 'Запитати',
    mayNot: 'Не можна',
    unknown: 'Не з’ясовано',
  },
  clause: 'Підстава',
  askHolder: 'Попросити у володільця',
}
