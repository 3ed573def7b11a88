import { describe, expect, it } from 'vitest'
import { looksRussian, russianCandidates, russianStem } from '../../../src/search/analyzer/russian.ts'
import { skeleton } from '../../../src/search/analyzer/skeleton.ts'
import { stem } from '../../../src/search/analyzer/stem.ts'

/** Russian words as typed, beside the Ukrainian ones that correspond by rule. */
const PAIRS = `
  управление управління | планирование планування | финансирование фінансування | голосование голосування
  тестирования тестування | подтверждение підтвердження | решение рішення
  доступность доступність | эффективности ефективність | деятельность діяльність | организации організація
  информацию інформація | лицензий ліцензія | авторизация авторизація | технический технічний
  статистическая статистична | электронные електронні | юридических юридичних | экономического економічного
  муниципальный муніципальний | социальной соціальна | территориальных територіальних | цифровая цифрова
  автоматизированная автоматизована | подготовка підготовка | подпись підпис | отдел відділ | договор договір
  договоров договорів | документов документів | библиотека бібліотека | школы школи | районный районний
  международный міжнародний | областная обласна | реестр реєстр | архив архів | журнал журнал | система система
  программы програми | клиентов клієнтів | кадры кадри | бюджетный бюджетний | транспорта транспорта
  выборы вибори | выплаты виплати | объект обєкт | субъекты субєкти | бесплатный безплатний | развитие розвиття
  сбор збір | мониторинг моніторинг | контроль контроль | инвентаризация інвентаризація
  бухгалтерия бухгалтерія | история історія | учитель учитель | правительство правительство | писатель писатель
`
  .split(/[|\n]/)
  .map((row) => row.trim())
  .filter((row) => row !== '')
  .map((row) => row.split(/\s+/))

function meets(russian: string, ukrainian: string): boolean {
  const due = skeleton(stem(ukrainian))
  return russianCandidates(russian).some(({ form }) => skeleton(stem(form)) === due)
}

describe('a Russian word', () => {
  it('leads to the Ukrainian one of the same build', () => {
    expect(PAIRS.length).toBeGreaterThan(40)
    expect(PAIRS.filter(([russian = '', ukrainian = '']) => !meets(russian, ukrainian))).toEqual([])
  })

  it('has at most 16 candidates, each once, the likeliest first, with weights below that of a typed word', () => {
    for (const word of [
      ...PAIRS.map(([russian = '']) => russian),
      'предсоразраспределение',
      'восстановление',
      'ёмкость',
    ]) {
      const candidates = russianCandidates(word)
      expect(candidates.length).toBeGreaterThan(0)
      expect(candidates.length).toBeLessThanOrEqual(16)
      expect(new Set(candidates.map(({ form }) => form)).size).toBe(candidates.length)
      const weights = candidates.map(({ weight }) => weight)
      expect(weights).toEqual(weights.toSorted((one, other) => other - one))
      expect(Math.max(...weights)).toBeLessThanOrEqual(0.95)
      expect(Math.min(...weights)).toBeGreaterThan(0.5)
      for (const { form } of candidates) expect(form).not.toMatch(/[ыэъё]/)
    }
  })

  it('is none where letters are not Russian', () => {
    for (const word of ['черга1', 'server', 'їжа', 'як', '']) expect(russianCandidates(word)).toEqual([])
  })

  it('is known by its letters and endings', () => {
    const russian =
      'управление планирование безопасность технический учёт объект электронная данные пользователь цифровая документы'
    expect(russian.split(' ').filter((word) => !looksRussian(word))).toEqual([])
    const ukrainian =
      'управління планування безпека технічний облік обєкт електронна дані користувач цифрова документи проєкт школа мов завод гість установ'
    expect(ukrainian.split(' ').filter(looksRussian)).toEqual([])
  })

  it('has one key in the thesaurus for its forms', () => {
    for (const forms of [
      'больница больницы больницу больницей',
      'учёт учета учёту',
      'сотрудник сотрудники сотрудников',
    ]) {
      expect(new Set(forms.split(' ').map(russianStem)).size).toBe(1)
    }
    expect(russianStem('больница')).not.toBe(russianStem('большой'))
  })
})
