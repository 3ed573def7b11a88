import type { Child } from 'hono/jsx'
import { dictionary, formatCount, type Locale } from './i18n/index.ts'
import { DataTable } from './ui/table.tsx'

/**
 * Where each region stands on the tile map, by the two digits that its KATOTTG code begins with: column, row, and the
 * names to write on the tile (whole on a wide screen, two letters on a phone). Neighbours stay neighbours where a
 * grid allows it; the area says nothing, so a small region is as easy to read as a large one.
 */
const TILES: Readonly<
  Record<string, readonly [column: number, row: number, uk: readonly [string, string], en: readonly [string, string]]>
> = {
  '07': [1, 0, ['Волинь', 'ВЛ'], ['Volyn', 'VL']],
  '56': [2, 0, ['Рівне', 'РВ'], ['Rivne', 'RV']],
  '80': [4, 0, ['м. Київ', 'К'], ['Kyiv city', 'K']],
  '74': [5, 0, ['Чернігів', 'ЧГ'], ['Chernihiv', 'CN']],
  '59': [6, 0, ['Суми', 'СМ'], ['Sumy', 'SM']],
  '46': [0, 1, ['Львів', 'ЛВ'], ['Lviv', 'LV']],
  '61': [1, 1, ['Тернопіль', 'ТР'], ['Ternopil', 'TR']],
  '68': [2, 1, ['Хмельниц.', 'ХМ'], ['Khmelnyt.', 'KM']],
  '18': [3, 1, ['Житомир', 'ЖТ'], ['Zhytomyr', 'ZT']],
  '32': [4, 1, ['Київщина', 'КО'], ['Kyiv obl.', 'KO']],
  '53': [5, 1, ['Полтава', 'ПЛ'], ['Poltava', 'PL']],
  '63': [6, 1, ['Харків', 'ХК'], ['Kharkiv', 'KK']],
  '44': [7, 1, ['Луганськ', 'ЛГ'], ['Luhansk', 'LH']],
  '21': [0, 2, ['Закарпаття', 'ЗК'], ['Zakarpattia', 'ZK']],
  '26': [1, 2, ['Ів.-Франк.', 'ІФ'], ['Iv.-Frank.', 'IF']],
  '73': [2, 2, ['Чернівці', 'ЧВ'], ['Chernivtsi', 'CV']],
  '05': [3, 2, ['Вінниця', 'ВН'], ['Vinnytsia', 'VN']],
  '71': [4, 2, ['Черкаси', 'ЧК'], ['Cherkasy', 'CK']],
  '35': [5, 2, ['Кіровоград', 'КР'], ['Kirovohrad', 'KR']],
  '12': [6, 2, ['Дніпро', 'ДП'], ['Dnipro', 'DP']],
  '14': [7, 2, ['Донецьк', 'ДЦ'], ['Donetsk', 'DC']],
  '51': [3, 3, ['Одеса', 'ОД'], ['Odesa', 'OD']],
  '48': [4, 3, ['Миколаїв', 'МК'], ['Mykolaiv', 'MK']],
  '65': [5, 3, ['Херсон', 'ХС'], ['Kherson', 'KS']],
  '23': [6, 3, ['Запоріжжя', 'ЗП'], ['Zaporizh.', 'ZP']],
  '85': [4, 4, ['Севастополь', 'СВ'], ['Sevastopol', 'SV']],
  '01': [5, 4, ['Крим', 'КМ'], ['Crimea', 'CR']],
}

/** The codes of all regions on the map: the first two digits of a KATOTTG code. */
export const REGION_CODES: readonly string[] = Object.keys(TILES).sort()

const TILE_WIDTH = 88
const TILE_HEIGHT = 62
const GAP = 4

/** The shade of a tile, 0 (none) to 4: equal steps up to the largest count, so that the darkest is the most. */
function shade(count: number, most: number): number {
  return count <= 0 ? 0 : Math.min(4, Math.max(1, Math.ceil((count / most) * 4)))
}

export interface RegionCount {
  /** First two digits of the region's KATOTTG code: `46`. */
  readonly code: string
  /** Its full name for the list: `Львівська область`. */
  readonly name: string
  readonly count: number
  /** Where the number leads: the rows behind it. */
  readonly href?: string | undefined
}

/**
 * Ukraine's 27 regions as equal tiles, shaded by count. `finding` says in words what the map shows. The picture is
 * hidden from screen readers: the list under it (folded) has every number and link, and names the regions without any. Counts of unknown codes stand in
 * the list only.
 */
export const RegionMap = ({
  locale,
  finding,
  counted,
  regions,
  wide = true,
}: {
  readonly locale: Locale
  readonly finding: Child
  /** What is counted, the name of the list: `Впроваджень`. */
  readonly counted: string
  readonly regions: readonly RegionCount[]
  /** Whether it may get the width of the page: the regions with the most then stand beside it. */
  readonly wide?: boolean
}) => {
  const t = dictionary(locale).ui.map
  const most = Math.max(1, ...regions.map((region) => region.count))
  const ordered = [...regions].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, locale))
  const byCode = new Map(regions.map((region) => [region.code, region.count]))
  return (
    <figure class="figure figure--map">
      <figcaption>{finding}</figcaption>
      <div class="region-map__row">
        <svg
          viewBox={`0 0 ${8 * TILE_WIDTH + 7 * GAP} ${5 * TILE_HEIGHT + 4 * GAP}`}
          aria-hidden="true"
          focusable="false"
        >
          <defs>
            <rect id="tile" x="0.5" y="0.5" width={TILE_WIDTH - 1} height={TILE_HEIGHT - 1} rx="4" />
          </defs>
          {Object.entries(TILES).map(([code, [column, row, uk, en]]) => {
            const count = byCode.get(code) ?? 0
            const place = `translate(${column * (TILE_WIDTH + GAP)} ${row * (TILE_HEIGHT + GAP)})`
            const [name, short] = locale === 'uk' ? uk : en
            return (
              <g class={`tile tile--${shade(count, most)}`} transform={place}>
                <use href="#tile" />
                <text class="tile__name" x="7" y="19">
                  {name}
                </text>
                <text class="tile__short" x={TILE_WIDTH / 2} y="24">
                  {short}
                </text>
                <text class="tile__count" x="7" y="48">
                  {count > 0 ? formatCount(locale, count) : '–'}
                </text>
              </g>
            )
          })}
        </svg>
        {wide ? (
          <div class="region-map__most" aria-hidden="true">
            <ol class="index-list">
              {ordered
                .filter((region) => region.count > 0)
                .slice(0, 8)
                .map(({ name, count }) => (
                  <li>
                    {name}
                    <span class="index-list__dots" />
                    <span class="index-list__count">{formatCount(locale, count)}</span>
                  </li>
                ))}
            </ol>
          </div>
        ) : null}
      </div>
      <details class="figure__table">
        <summary>{t.table}</summary>
        <ul class="index-list" aria-label={counted}>
          {ordered
            .filter(({ count }) => count > 0)
            .map(({ name, count, href }) => (
              <li>
                {href ? <a href={href}>{name}</a> : <span>{name}</span>}
                <span class="index-list__dots" />
                <span class="index-list__count">{formatCount(locale, count)}</span>
              </li>
            ))}
        </ul>
        {ordered.some(({ count }) => count === 0) ? (
          <p>{t.without(ordered.filter(({ count }) => count === 0).map(({ name }) => name))}</p>
        ) : null}
      </details>
    </figure>
  )
}

export interface Bar {
  readonly label: string
  /** Its length in any unit, not negative. */
  readonly value: number
  /** The value as written on the bar: `1,62 млн ₴`. */
  readonly text: string
  /** The one bar that the chart is about. */
  readonly accent?: boolean
}

const CHART_WIDTH = 720
const CHART_HEIGHT = 220
const TOP = 30
const FLOOR = CHART_HEIGHT - 32

/** Upright bars from zero, a label on each; for a dozen years or so. The table under it has the same numbers. */
export const BarChart = ({
  locale,
  finding,
  heads,
  bars,
}: {
  readonly locale: Locale
  /** What the chart shows, said in words. */
  readonly finding: Child
  /** Heads of the table: what the labels are, what the values are. */
  readonly heads: readonly [label: string, value: string]
  readonly bars: readonly Bar[]
}) => {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const slot = CHART_WIDTH / Math.max(1, bars.length)
  const width = Math.min(72, slot * 0.62)
  return (
    <figure class="figure">
      <figcaption>{finding}</figcaption>
      <svg viewBox={`0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`} aria-hidden="true" focusable="false">
        {bars.map((bar, index) => {
          const height = Math.round((bar.value / most) * (FLOOR - TOP))
          const middle = Math.round(slot * (index + 0.5))
          return (
            <g class={bar.accent ? 'bar bar--accent' : 'bar'}>
              <rect x={Math.round(middle - width / 2)} y={FLOOR - height} width={Math.round(width)} height={height} />
              <text class="bar__value" x={middle} y={FLOOR - height - 8}>
                {bar.text}
              </text>
              <text x={middle} y={FLOOR + 22}>
                {bar.label}
              </text>
            </g>
          )
        })}
        <line class="bar-chart__floor" x1="0" x2={CHART_WIDTH} y1={FLOOR + 0.5} y2={FLOOR + 0.5} />
      </svg>
      <details class="figure__table">
        <summary>{dictionary(locale).ui.chart.table}</summary>
        <DataTable
          caption={heads[1]}
          captionHidden
          columns={[{ label: heads[0] }, { label: heads[1], numeric: true }]}
          rows={bars.map((bar) => [bar.label, bar.text])}
        />
      </details>
    </figure>
  )
}
