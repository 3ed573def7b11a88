/**
 * Outlines on a 24-unit grid, one path each, from Lucide (ISC; the notice is in docs/design-system.md). They are drawn
 * with the colour of the text beside them and are always decoration: the word next to an icon says what it means.
 */
const CIRCLE = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0'

const PATHS = {
  ok: `${CIRCLE}M9 12l2 2 4-4`,
  caution: `${CIRCLE}M12 8v4M12 16h.01`,
  stop: `${CIRCLE}M4.93 4.93L19.07 19.07`,
  unknown: `${CIRCLE}M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01`,
  ask: 'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01',
  info: `${CIRCLE}M12 16v-4M12 8h.01`,
  warning: 'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
  search: 'M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0-16 0',
  check: 'M20 6L9 17l-5-5',
  remove: 'M18 6L6 18M6 6l12 12',
  next: 'M5 12h14M12 5l7 7-7 7',
  previous: 'M12 19l-7-7 7-7M19 12H5',
  download: 'M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5',
  feed: 'M4 11a9 9 0 0 1 9 9M4 4a16 16 0 0 1 16 16M4 19a1 1 0 1 0 2 0a1 1 0 1 0-2 0',
  authority:
    'M10 18v-7M11.12 2.198a2 2 0 0 1 1.76.006l7.866 3.847c.476.233.31.949-.22.949H3.474c-.53 0-.695-.716-.22-.949zM14 18v-7M18 18v-7M3 22h18M6 18v-7',
  company:
    'M6 22V4a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v18ZM6 12H4a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h2M18 9h2a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-2M10 6h4M10 10h4M10 14h4M10 18h4',
  person: 'M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M8 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
  external: 'M15 3h6v6M10 14L21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6',
  history: 'M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5M12 7v5l4 2',
  place:
    'M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0M9 10a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  document: 'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM14 2v4a2 2 0 0 0 2 2h4M10 9H8M16 13H8M16 17H8',
  verified:
    'M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1zM9 12l2 2 4-4',
  missing: CIRCLE,
} as const

export type IconName = keyof typeof PATHS

/** One icon, as high as the text around it. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
)

/**
 * The mark: a "1" in a rounded square. Its foot leaves the square on the right, where the wordmark's underline takes it
 * up (see `.wordmark` in the stylesheet); alone, in 16 px, it is still a one on its line.
 */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
    <path
      fill="currentColor"
      fill-rule="evenodd"
      d="M8 0h20a8 8 0 0 1 8 8v17.5H21.5V6.5h-4.2L10.5 10v4.2l6.2-2.9v14.2H9v4h27a8 8 0 0 1-8 6.5H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8z"
    />
  </svg>
)
