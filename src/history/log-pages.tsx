import type { Reader } from '../../db/client.ts'
import { textFor } from '../kernel/localized.ts'
import { dictionary, formatCount, formatMoment, type Locale } from '../web/i18n/index.ts'
import { createPages } from '../web/kit.ts'
import { page } from '../web/page.tsx'
import {
  DataTable,
  Figures,
  Notice,
  PageHeader,
  Pagination,
  RichText,
  Section,
  SummaryList,
  Timeline,
} from '../web/ui.tsx'
import { parseEnvelope } from './leaf.ts'
import type { PublicLog } from './log/public-log.ts'
import type { Refusal } from './log/refusal.ts'
import { type KeyRow, type LogEntry, selectCovering, selectEntries, selectKeys } from './log/rows.ts'
import { type LogState, logState, type PublicRecords, publicEnvelope } from './log/serving.ts'
import type { HistoryPorts } from './pages.tsx'
import { actorText, reasonText } from './words.ts'

export interface LogPagePorts extends HistoryPorts {
  readonly read: Reader
  readonly publicLog: Pick<PublicLog, 'origin' | 'signers' | 'archive'>
  readonly publicRecords: PublicRecords
}

const ENTRIES_A_PAGE = 20

/** `/log`: the log in words, its newest entries, its keys, and how to check it. */
export function logPages(ports: LogPagePorts) {
  const pages = createPages()
  pages.get('/log', async (c) => {
    const locale = c.var.locale
    const t = dictionary(locale).log
    const state = await logState(ports.read)
    const end = Math.min(state.entries, placeOf(c.req.query('before')) ?? state.entries)
    const shown = await entriesShown(ports, locale, Math.max(0, end - ENTRIES_A_PAGE), end)
    const isFirst = end === state.entries
    const title = isFirst ? t.title : `${t.title}: ${t.before(end)}`
    const list = (
      <Section id="entries" title={isFirst ? t.recent : t.before(end)}>
        {shown.length === 0 ? <p>{t.none}</p> : <Timeline events={shown} />}
        <Pagination
          locale={locale}
          newerHref={isFirst ? undefined : newerOf(c.req.path, end, state.entries)}
          olderHref={end > ENTRIES_A_PAGE ? `${c.req.path}?before=${end - ENTRIES_A_PAGE}` : undefined}
        />
      </Section>
    )
    return page(
      c,
      ports,
      {
        title,
        description: t.lead,
        section: 'help',
        search: true,
        ...(isFirst ? {} : { robots: 'noindex, follow' }),
        canonicalPath: isFirst ? '/log' : undefined,
      },
      <>
        <PageHeader title={t.title} lead={t.lead} />
        {isFirst ? (
          <State ports={ports} locale={locale} state={state} isSigned={(await ports.publicLog.signers()).length > 0} />
        ) : null}
        {list}
        {isFirst ? <About locale={locale} isPublished={state.published !== null} /> : null}
        {isFirst ? <Keys locale={locale} keys={await selectKeys(ports.read)} /> : null}
      </>,
    )
  })
  return pages
}

function placeOf(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

function newerOf(path: string, end: number, entries: number): string {
  return end + ENTRIES_A_PAGE >= entries ? path : `${path}?before=${end + ENTRIES_A_PAGE}`
}

const State = ({
  ports: { publicLog },
  locale,
  state: { entries, published, refusal },
  isSigned,
}: {
  readonly ports: Pick<LogPagePorts, 'publicLog'>
  readonly locale: Locale
  readonly state: LogState
  readonly isSigned: boolean
}) => {
  const t = dictionary(locale).log
  const covered = published?.size ?? 0
  return (
    <>
      {refusal === null ? null : (
        <Notice tone="stop" title={t.refusing}>
          <p>{refusalText(refusal, locale)}</p>
        </Notice>
      )}
      {isSigned ? null : (
        <Notice tone="caution">
          <p>{t.unsigned}</p>
        </Notice>
      )}
      <Figures
        figures={[
          { value: formatCount(locale, entries), label: t.entries },
          { value: formatCount(locale, covered), label: t.covered },
          { value: formatCount(locale, Math.max(0, entries - covered)), label: t.pending },
        ]}
      />
      <Section id="checkpoint" title={t.latest}>
        {published === null ? (
          <p>{t.noCheckpoint}</p>
        ) : (
          <SummaryList
            rows={[
              { label: t.size, value: t.sizeOf(published.size) },
              { label: t.at, value: <time datetime={published.at}>{formatMoment(locale, published.at)}</time> },
              { label: t.root, value: <code class="hash">{published.root}</code> },
              { label: t.name, value: <code>{publicLog.origin}</code> },
              { label: t.copy, value: publicLog.archive === null ? t.noCopy : t.hasCopy },
              { label: t.witnesses, value: t.notWitnessed },
            ]}
          />
        )}
      </Section>
    </>
  )
}

function refusalText(refusal: Refusal, locale: Locale): string {
  const t = dictionary(locale).log.refusals
  switch (refusal.reason) {
    case 'behind':
      return t.behind(refusal.leaves, refusal.published)
    case 'forked':
      return t.forked(refusal.difference?.idx ?? null)
    default:
      return t[refusal.reason]
  }
}

/** The entries of the log from `from` to `to`, the newest first, as far as the public may know them. */
async function entriesShown(ports: LogPagePorts, locale: Locale, from: number, to: number) {
  const t = dictionary(locale).log
  const entries = (await selectEntries(ports.read, from, to)).toReversed()
  const records = await ports.publicRecords(entries)
  const covering = await selectCovering(
    ports.read,
    entries.map(({ idx }) => idx),
  )
  const said = entries.map((entry) => {
    const record = records.get(keyOf(entry))
    const text = publicEnvelope(entry, record)
    return { entry, record, envelope: text === null ? null : parseEnvelope(text) }
  })
  const organizations = await ports.organizationNames(
    said.flatMap(({ envelope }) => envelope?.actor.organization ?? []),
  )
  return said.map(({ entry, record, envelope }) => {
    const { type, id, version, idx } = entry
    const at: string = JSON.parse(entry.bytes).at
    const name = textFor(record?.name, locale)?.text ?? id
    const label = `${t.types[type] ?? type} ${name === id ? id : t.named(name)}, ${t.version(version)}`
    const { organization = null } = envelope?.actor ?? {}
    const by =
      envelope && actorText(envelope.actor, locale, organization === null ? undefined : organizations.get(organization))
    const size = covering.get(idx)
    return {
      when: formatMoment(locale, at),
      dateTime: at,
      title: record?.path ? <a href={`/${locale}${record.path}/history/${version}`}>{label}</a> : label,
      note: (
        <>
          {envelope === null ? t.notPublic : `${reasonText(envelope.reason, locale)} · ${by}`} · {t.entry(idx)}
          {size === undefined ? (
            ` · ${t.pendingOne}`
          ) : (
            <>
              {' · '}
              <a href={proofPath(entry)} aria-label={t.proofOf(label)}>
                {t.proof}
              </a>
            </>
          )}
        </>
      ),
      verified: size === undefined ? undefined : t.verifiedShort,
    }
  })
}

function keyOf({ type, id }: Pick<LogEntry, 'type' | 'id'>): string {
  return `${type} ${id}`
}

/** Where the proof of a version is. */
export function proofPath({ type, id, version }: Pick<LogEntry, 'type' | 'id' | 'version'>): string {
  return `/log/proof/${type}/${encodeURIComponent(id)}/${version}`
}

/** What the log proves and how it is checked. Before the first checkpoint there is none to link to, and no dump. */
const About = ({ locale, isPublished }: { readonly locale: Locale; readonly isPublished: boolean }) => {
  const t = dictionary(locale).log
  const { links } = t.how
  return (
    <>
      <Section id="proves" title={t.what.title}>
        <RichText>
          {t.what.parts.map((part) => (
            <p>{part}</p>
          ))}
        </RichText>
      </Section>
      <Section id="verify" title={t.how.title}>
        <RichText>
          <ol>
            {t.how.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
          <p>{t.how.formats}</p>
          <ul>
            <li>
              <a href={`/${locale}/verify`}>{links.check}</a>
            </li>
            {isPublished ? (
              <>
                <li>
                  <a href="/log/checkpoint">{links.checkpoint}</a>
                </li>
                <li>
                  <a href="/log/dump">{links.dump}</a>
                </li>
              </>
            ) : null}
            <li>
              <a href="/.well-known/once-for-all-log.json">{links.description}</a>
            </li>
            <li>
              <a href="/log/status">{links.status}</a>
            </li>
          </ul>
        </RichText>
      </Section>
    </>
  )
}

const Keys = ({ locale, keys }: { readonly locale: Locale; readonly keys: readonly KeyRow[] }) => {
  const t = dictionary(locale).log.keys
  return (
    <Section id="keys" title={t.title}>
      {keys.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <DataTable
          caption={t.title}
          captionHidden
          columns={[{ label: t.key }, { label: t.since }, { label: t.until }]}
          rows={keys.map(({ vkey, since, until }) => [
            <code class="hash">{vkey}</code>,
            formatMoment(locale, since),
            until === null ? t.now : formatMoment(locale, until),
          ])}
        />
      )}
    </Section>
  )
}
