import type { RequestContext } from '../web/kit.ts'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const

/**
 * Whether a request was made on this machine to this machine: by one of its own names (a page elsewhere whose name was pointed here
 * by its owner, DNS rebinding, asks by that name) and past no proxy that says so. A proxy that names neither itself nor whom it
 * speaks for is not seen.
 */
export function isOnThisMachine(c: RequestContext): boolean {
  const names = [new URL(c.req.url).host, c.req.header('host') ?? '']
  return (
    names.every((name) => name === '' || LOOPBACK.test(name)) &&
    PASSED_ON.every((header) => c.req.header(header) === undefined)
  )
}
