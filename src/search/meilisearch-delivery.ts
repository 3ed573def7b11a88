import type { Task } from 'meilisearch'
import type { RecordType } from '../kernel/identifiers.ts'
import {
  carriedOut,
  isPassing,
  type MeilisearchClient,
  MeilisearchFailure,
  type TaskWaiting,
} from './meilisearch-client.ts'
import { documentKey, documentOf, type IndexedRecord, type MeilisearchDocument } from './meilisearch-documents.ts'
import { drift, FORM } from './meilisearch-settings.ts'

/** A record by its place. */
export interface RecordKey {
  readonly type: RecordType
  readonly id: string
}

/** How far the log goes, and the hash of its last leaf; null when it is empty. */
export interface LogEnd {
  readonly size: number
  readonly sha256: string | null
  /** What the embedded index was made by; with another one every record may be indexed otherwise without a leaf. */
  readonly edition: string
}

/** The register as the delivery sees it: its log, which says what changed, and its embedded index, which says how it is now. */
export interface DeliverySource {
  end(): Promise<LogEnd>
  /** Hash of the leaf at this place of the log; null when the log does not go so far. */
  leafAt(idx: number): Promise<string | null>
  /** Records whose leaves stand from `from` to before `until`, and those that are indexed anew with them. Each once. */
  changed(from: number, until: number): Promise<readonly RecordKey[]>
  /** Those of the records that are in the index. */
  records(keys: readonly RecordKey[]): Promise<readonly IndexedRecord[]>
  /** Records with values that hold on one of the two days and not on the other, and maybe some more. */
  turning(one: string, other: string): Promise<readonly RecordKey[]>
  /** Records in the embedded index. */
  count(): Promise<number>
}

/** What Meilisearch was given: kept in Meilisearch itself, so that one that lost its data knows that it has nothing. */
export interface DeliveryState {
  readonly key: 'state'
  readonly form: number
  /** Edition of the embedded index from which all of it was taken. */
  readonly edition: string
  /** Leaves of the log that are in the index. */
  readonly position: number
  /** Hash of the last of them: another register, or one restored from an older copy, has another one there. */
  readonly sha256: string | null
  /** The day on which the facet values hold. */
  readonly day: string
}

export interface Delivery {
  /** Leaves of the log that are in the index now. */
  readonly position: number
  readonly sent: number
  /** Documents that were there and no longer are. */
  readonly removed: number
  /** The index was made anew from the beginning of the log, and why. */
  readonly restarted: 'new' | 'form' | 'edition' | 'log' | 'count' | null
}

export interface DeliveryPorts extends TaskWaiting {
  readonly client: MeilisearchClient
  readonly source: DeliverySource
  /** Name of the index; the state stands in `<name>_state`. */
  readonly index: string
  /** The day in Kyiv, `YYYY-MM-DD`. */
  readonly today: () => string
}

/** Leaves that are read at once. */
const LEAVES_AT_ONCE = 1000
/** Documents in one request; half as many whenever the server finds them too large. */
const DOCUMENTS_AT_ONCE = 500
const ATTEMPTS = 4
const FIRST_PAUSE_MS = 250

/**
 * Brings Meilisearch to where the log is: settings, then every record that changed since the last delivery, then the new
 * position. May be broken off anywhere and begun again: documents are replaced whole, and the position is written after
 * them. One at a time for each register. Throws `MeilisearchFailure` when it did not get to the end.
 */
export async function deliver(ports: DeliveryPorts): Promise<Delivery> {
  const fresh = await prepareIndex(ports)
  const state = fresh ? null : await readState(ports)
  const cause = await causeToRestart(ports, state)
  let delivered = await follow(ports, cause === null ? (state as DeliveryState) : await restart(ports), cause)
  if (!(await isWhole(ports, delivered.position))) {
    // Somebody took documents out, or put some in. Once more from the beginning; a second miscount is left to the next time.
    delivered = await follow(ports, await restart(ports), 'count')
  }
  return delivered
}

/** What the index has been given, or null when there is no telling. */
export async function readState({
  client,
  index,
}: Pick<DeliveryPorts, 'client' | 'index'>): Promise<DeliveryState | null> {
  try {
    const found = await client.ask((each) => each.index(stateIndex(index)).getDocument('state'))
    return isState(found) ? found : null
  } catch (error) {
    if (error instanceof MeilisearchFailure && error.reason === 'absent') return null
    throw error
  }
}

export function stateIndex(index: string): string {
  return `${index}_state`
}

export function isState(found: unknown): found is DeliveryState {
  const { form, edition, position, sha256, day } = Object(found) as Partial<Record<keyof DeliveryState, unknown>>
  const numbers = typeof form === 'number' && typeof position === 'number' && Number.isInteger(position)
  const texts = typeof edition === 'string' && typeof day === 'string'
  return numbers && texts && (sha256 === null || typeof sha256 === 'string')
}

/** Makes the index and sets what is not set. @returns whether the index was not there */
async function prepareIndex(ports: DeliveryPorts): Promise<boolean> {
  const { client, index } = ports
  let fresh = false
  const actual = await again(ports, async () => {
    try {
      return await client.ask((each) => each.index(index).getSettings())
    } catch (error) {
      if (!(error instanceof MeilisearchFailure && error.code === 'index_not_found')) throw error
      fresh = true
      return {}
    }
  })
  if (fresh) await send(ports, (each) => each.createIndex(index, { primaryKey: 'key' }), 'index_already_exists')
  const wanting = drift(actual)
  if (wanting !== null) await send(ports, (each) => each.index(index).updateSettings(wanting))
  return fresh
}

async function causeToRestart({ source }: DeliveryPorts, state: DeliveryState | null): Promise<Delivery['restarted']> {
  if (state === null) return 'new'
  if (state.form !== FORM) return 'form'
  if (state.edition !== (await source.end()).edition) return 'edition'
  const known = state.position === 0 ? null : await source.leafAt(state.position - 1)
  return known === state.sha256 ? null : 'log'
}

/** An empty index that says so. The position is taken back first: from then on nothing is answered from what is being removed. */
async function restart(ports: DeliveryPorts): Promise<DeliveryState> {
  const { edition } = await ports.source.end()
  const state: DeliveryState = { key: 'state', form: FORM, edition, position: 0, sha256: null, day: ports.today() }
  await writeState(ports, state)
  await send(ports, (each) => each.index(ports.index).deleteAllDocuments())
  return state
}

async function follow(ports: DeliveryPorts, from: DeliveryState, restarted: Delivery['restarted']): Promise<Delivery> {
  const { source } = ports
  const end = await source.end()
  const day = ports.today()
  let { position } = from
  let sent = 0
  let removed = 0
  const take = async (keys: readonly RecordKey[]) => {
    const result = await bring(ports, keys, day)
    sent += result.sent
    removed += result.removed
  }
  // Values that began or ended to hold meanwhile, in records that did not change.
  if (from.day !== day) await take(await source.turning(from.day, day))
  while (position < end.size) {
    const until = Math.min(position + LEAVES_AT_ONCE, end.size)
    await take(await source.changed(position, until))
    position = until
    const sha256 = await source.leafAt(position - 1)
    await writeState(ports, { ...from, position, sha256 })
  }
  if (from.day !== day) {
    await writeState(ports, { ...from, position, sha256: await hashAt(source, position), day })
  }
  return { position, sent, removed, restarted }
}

async function hashAt(source: DeliverySource, position: number): Promise<string | null> {
  return position === 0 ? null : source.leafAt(position - 1)
}

/** Whether the index has as many documents as there are records. Only known while nothing changes. */
async function isWhole(ports: DeliveryPorts, position: number): Promise<boolean> {
  const { client, source, index } = ports
  const { numberOfDocuments } = await again(ports, () => client.ask((each) => each.index(index).getStats()))
  const expected = await source.count()
  return numberOfDocuments === expected || (await source.end()).size !== position
}

/** Sends the records as they are now and takes out those that are no longer there. */
async function bring(
  ports: DeliveryPorts,
  keys: readonly RecordKey[],
  day: string,
): Promise<{ readonly sent: number; readonly removed: number }> {
  let sent = 0
  const gone: string[] = []
  for (let at = 0; at < keys.length; at += DOCUMENTS_AT_ONCE) {
    const some = keys.slice(at, at + DOCUMENTS_AT_ONCE)
    const records = await ports.source.records(some)
    const documents = await Promise.all(records.map((record) => documentOf(record, day)))
    await sendDocuments(ports, documents)
    sent += documents.length
    const there = new Set(documents.map(({ key }) => key))
    for (const { type, id } of some) {
      const key = await documentKey(type, id)
      if (!there.has(key)) gone.push(key)
    }
  }
  if (gone.length === 0) return { sent, removed: 0 }
  // Most of what is not in the embedded index never was here either: drafts, deployments.
  const task = await send(ports, (each) => each.index(ports.index).deleteDocuments(gone))
  return { sent, removed: task?.details?.deletedDocuments ?? 0 }
}

async function sendDocuments(ports: DeliveryPorts, documents: readonly MeilisearchDocument[]): Promise<void> {
  if (documents.length === 0) return
  try {
    await send(ports, (each) => each.index(ports.index).addDocuments([...documents], { primaryKey: 'key' }))
  } catch (error) {
    const tooLarge = error instanceof MeilisearchFailure && error.reason === 'too-large'
    if (!tooLarge || documents.length === 1) throw error
    const half = Math.ceil(documents.length / 2)
    await sendDocuments(ports, documents.slice(0, half))
    await sendDocuments(ports, documents.slice(half))
  }
}

async function writeState(ports: DeliveryPorts, state: DeliveryState): Promise<void> {
  await send(ports, (each) => each.index(stateIndex(ports.index)).addDocuments([{ ...state }], { primaryKey: 'key' }))
}

type Sending = Parameters<typeof carriedOut>[2]

/**
 * Sends and waits for the task, and does so again after what passes. Everything sent here may be carried out twice.
 * @returns the task; null when it failed as it may
 */
function send(ports: DeliveryPorts, request: Sending, mayFailWith?: string): Promise<Task | null> {
  return again(ports, async () => {
    try {
      return await carriedOut(ports.client, ports, request)
    } catch (error) {
      if (error instanceof MeilisearchFailure && mayFailWith !== undefined && error.code === mayFailWith) return null
      throw error
    }
  })
}

async function again<Result>(ports: DeliveryPorts, attempt: () => Promise<Result>): Promise<Result> {
  for (let made = 1; ; made++) {
    try {
      return await attempt()
    } catch (error) {
      // A task that was forgotten before its end was seen may have been carried out or not.
      const may = error instanceof MeilisearchFailure && (isPassing(error) || error.code === 'task_not_found')
      if (!may || made === ATTEMPTS) throw error
      await ports.sleep(Math.max(FIRST_PAUSE_MS * 2 ** made, 1000 * (error.retryAfter ?? 0)))
    }
  }
}
