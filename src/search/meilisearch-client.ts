import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  type Task,
} from 'meilisearch'

/**
 * What can go wrong with the other server, by what can be done about it.
 * `unreachable`, `slow`, `overloaded`, `broken`: pass by themselves · `refused`: the key · `absent`: an index, a document or a
 * task is not there · `too-large`: the request · `full`: the disk or the database · `rejected`: it does not understand the
 * request, which another version may · `task-failed`, `task-canceled`, `task-slow`: the request was taken and not carried out.
 */
export type FailureReason =
  | 'unreachable'
  | 'slow'
  | 'overloaded'
  | 'broken'
  | 'refused'
  | 'absent'
  | 'too-large'
  | 'full'
  | 'rejected'
  | 'task-failed'
  | 'task-canceled'
  | 'task-slow'

/** The other server did not do what it was asked. Never reaches a reader: the embedded index answers instead. */
export class MeilisearchFailure extends Error {
  override readonly name = 'MeilisearchFailure'
  readonly reason: FailureReason
  /** Meilisearch's own code, such as `index_not_found`. */
  readonly code: string | null
  /** Seconds it asks to be left alone for. */
  readonly retryAfter: number | null

  constructor(reason: FailureReason, message: string, code: string | null = null, retryAfter: number | null = null) {
    super(message)
    this.reason = reason
    this.code = code
    this.retryAfter = retryAfter
  }
}

const PASSING: readonly FailureReason[] = ['unreachable', 'slow', 'overloaded', 'broken']

/** Whether the same request may well succeed a little later. */
export function isPassing(failure: MeilisearchFailure): boolean {
  return PASSING.includes(failure.reason)
}

export interface ClientOptions {
  readonly url: string
  readonly key?: string | undefined
  /** How long a request may take, in ms. */
  readonly timeLimit: number
}

/** A client whose every failure is a `MeilisearchFailure`: `ask((client) => client.health())`. */
export interface MeilisearchClient {
  ask<Answer>(request: (client: Meilisearch) => Promise<Answer>): Promise<Answer>
}

export function createClient({ url, key, timeLimit }: ClientOptions): MeilisearchClient {
  const client = new Meilisearch({ host: url, timeout: timeLimit, ...(key === undefined ? {} : { apiKey: key }) })
  return {
    async ask(request) {
      try {
        return await request(client)
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

/** Longest pause between two looks at a task, in ms. */
const LONGEST_LOOK_PAUSE = 500

export interface TaskWaiting {
  readonly sleep: (ms: number) => Promise<void>
  /** How long a task may wait and run, in ms. */
  readonly taskLimit: number
}

/**
 * Sends what makes a task and waits until the task is done. Throws `MeilisearchFailure`; `task-failed` has the code of the
 * task's own error. A task that was forgotten before it was seen to be done is `absent`: nobody knows how it ended.
 */
export async function carriedOut(
  client: MeilisearchClient,
  { sleep, taskLimit }: TaskWaiting,
  send: (client: Meilisearch) => Promise<{ readonly taskUid: number }>,
): Promise<Task> {
  const { taskUid } = await client.ask(send)
  let waited = 0
  let pause = 10
  for (;;) {
    const task = await client.ask((each) => each.tasks.getTask(taskUid))
    if (task.status === 'succeeded') return task
    if (task.status === 'canceled') throw new MeilisearchFailure('task-canceled', `task ${taskUid} was canceled`)
    if (task.status === 'failed') throw failureOfTask(task)
    if (waited >= taskLimit)
      throw new MeilisearchFailure('task-slow', `task ${taskUid} is still ${task.status} after ${waited} ms`)
    await sleep(pause)
    waited += pause
    pause = Math.min(pause * 2, LONGEST_LOOK_PAUSE)
  }
}

const FULL: readonly string[] = [
  'no_space_left_on_device',
  'database_size_limit_reached',
  'too_many_open_files',
  'io_error',
]

function failureOfTask({ uid, type, error }: Task): MeilisearchFailure {
  const code = error?.code ?? null
  const reason = code !== null && FULL.includes(code) ? 'full' : 'task-failed'
  return new MeilisearchFailure(reason, `task ${uid} (${type}) failed: ${error?.message ?? 'no reason given'}`, code)
}

function failureOf(error: unknown): MeilisearchFailure {
  if (error instanceof MeilisearchFailure) return error
  if (error instanceof MeilisearchApiError) return failureOfAnswer(error)
  if (error instanceof MeilisearchRequestError) {
    const { cause } = error
    if (cause instanceof MeilisearchRequestTimeOutError) return new MeilisearchFailure('slow', cause.message)
    return new MeilisearchFailure('unreachable', error.message)
  }
  // An answer that is no JSON: some server between, or half an answer.
  if (error instanceof SyntaxError) return new MeilisearchFailure('broken', 'the answer is not JSON')
  // Anything else is a mistake of ours, and still no reason to leave a reader without an answer.
  return new MeilisearchFailure('broken', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
}

function failureOfAnswer({ message, response, cause }: MeilisearchApiError): MeilisearchFailure {
  const code = cause?.code ?? null
  const asked = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfter = Number.isFinite(asked) && asked >= 0 ? asked : null
  return new MeilisearchFailure(reasonOf(response.status, code), message, code, retryAfter)
}

function reasonOf(status: number, code: string | null): FailureReason {
  if (code !== null && FULL.includes(code)) return 'full'
  if (code?.endsWith('_not_found')) return 'absent'
  if (status === 401 || status === 403) return 'refused'
  if (status === 413) return 'too-large'
  if (status === 408 || status === 429 || status === 503) return 'overloaded'
  return status >= 500 ? 'broken' : 'rejected'
}
