import type { SoftwareDocument, SoftwareState } from '../../src/software/model.ts'

/** How an entry stood before: what is not named was as it is now. Versions go from the first to the last but one. */
export interface EarlierVersion {
  readonly state: SoftwareState
  /** Why the *next* version was made, as its history shows it. */
  readonly reasonOfNext: string
  readonly was?: (document: SoftwareDocument) => SoftwareDocument
}

const withRelease =
  (version: string, date: string) =>
  (document: SoftwareDocument): SoftwareDocument => ({
    ...document,
    technology: {
      ...document.technology,
      version,
      releaseDate: date,
      releases: document.technology.releases.filter((release) => release.date !== null && release.date <= date),
    },
  })

const withoutAttestations = (document: SoftwareDocument): SoftwareDocument => ({
  ...document,
  assurance: { ...document.assurance, attestations: [] },
})

const withoutGrants = (document: SoftwareDocument): SoftwareDocument => ({
  ...document,
  rights: { ...document.rights, grants: [] },
})

const withoutFeatures = (document: SoftwareDocument): SoftwareDocument => ({
  ...document,
  identity: { ...document.identity, features: {}, longDescription: null },
})

/**
 * The past of a few demonstration entries, by key, so that histories have something to show: releases, attestations that
 * came later, permissions that a council gave, entries that a registrar sent back or took out of the catalogue.
 */
export const EARLIER_VERSIONS: Readonly<Record<string, readonly EarlierVersion[]>> = {
  talon: [
    {
      state: 'submitted',
      reasonOfNext: 'Перевірено: документ про передання прав додано, опис достатній.',
      was: (document) => withoutAttestations(withRelease('4.1.0', '2025-11-03')(document)),
    },
    {
      state: 'published',
      reasonOfNext: 'Одержано атестат відповідності, додано його реквізити.',
      was: (document) => withoutAttestations(withRelease('4.1.0', '2025-11-03')(document)),
    },
    {
      state: 'published',
      reasonOfNext: 'Вийшла версія 4.2.1.',
      was: withRelease('4.1.0', '2025-11-03'),
    },
  ],
  vizyt: [{ state: 'published', reasonOfNext: 'Авторизацію з безпеки завершено.', was: withoutAttestations }],
  dokrukh: [
    {
      state: 'published',
      reasonOfNext: 'Оновлено номер випуску після осіннього оновлення.',
      was: withRelease('8.1', '2026-03-02'),
    },
  ],
  porih: [
    {
      state: 'published',
      reasonOfNext: 'Рада дозволила користуватися рішенням іншим органам.',
      was: withoutGrants,
    },
  ],
  'de-sprava': [{ state: 'submitted', reasonOfNext: 'Запис повний, зауважень немає.' }],
  'podykh-povitria': [
    { state: 'published', reasonOfNext: 'Доповнено опис і перелік можливостей.', was: withoutFeatures },
  ],
  'dytsadok-cherha-2014': [
    {
      state: 'published',
      reasonOfNext: 'Рішення виведено з експлуатації: строк ліцензії сплив, заклади перейшли на наступника.',
    },
  ],
  'mistok-kaznacheistvo': [
    { state: 'published', reasonOfNext: 'Обмін файлами припинено: платежі передаються безпосередньо.' },
  ],
  'zapyt-publichna': [
    {
      state: 'submitted',
      reasonOfNext: 'Не вказано, хто може користуватися рішенням; додайте документ, яким рада розпорядилася правами.',
    },
  ],
  pamiatky: [
    {
      state: 'submitted',
      reasonOfNext: 'Опис не пояснює, чим облік відрізняється від обласного; уточніть призначення.',
    },
  ],
}
