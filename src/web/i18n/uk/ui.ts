import { countOf, formatCount } from '../format.ts'

/** Words of the components that appear on many pages. */
export const ui = {
  filters: {
    title: 'Звузити',
    apply: 'Показати',
    clear: 'Скинути все',
    showAll: (count: number) => `Показати всі ${formatCount('uk', count)}`,
    chosen: 'Обрані умови',
    remove: (label: string) => `Прибрати умову «${label}»`,
    active: (count: number) => countOf.uk(count, 'умова', 'умови', 'умов'),
  },
  sort: 'Упорядкувати:',
  pagination: { label: 'Сторінки', newer: 'Попередні', older: 'Наступні' },
  download: 'Завантажити:',
  errorTitle: 'Виправте, будь ласка',
  important: 'Важливо',
  copy: 'Скопіювати',
  copied: 'Скопійовано',
  contents: 'На цій сторінці',
  compare: {
    aspect: 'Ознака',
    differs: 'відрізняється',
    legend: 'Рядки, де відповіді різні, позначено.',
  },
  completeness: {
    present: 'є',
    missing: 'бракує',
    of: (present: number, total: number) => `${formatCount('uk', present)} з ${formatCount('uk', total)}`,
  },
  map: {
    region: 'Регіон',
    none: 'немає',
    table: 'Показати списком',
    share: 'Кількість',
    without: (names: readonly string[]) => `Жодної: ${names.join(', ')}.`,
  },
  chart: { table: 'Показати таблицею', csv: 'CSV' },
  inLanguage: { uk: 'українською', en: 'англійською' },
}
