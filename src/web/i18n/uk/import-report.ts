/** The report of an import. */
export const importReport = {
  outcomes: {
    created: 'створено',
    updated: 'оновлено',
    unchanged: 'без змін',
    skipped: 'пропущено',
    quarantined: 'у карантині',
  },
  dryRun: 'перевірка, нічого не записано',
  ignored: 'не взято',
}
