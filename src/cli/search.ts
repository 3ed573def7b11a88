import { ConfigError } from '../config.ts'
import { MeilisearchFailure } from '../search/meilisearch-client.ts'
import { type Command, printJson, readArguments } from './command.ts'

export const searchCommands: readonly Command[] = [
  {
    usage: 'search deliver [--json]',
    summary: 'bring the Meilisearch of MEILI_URL to where the log is, once; a running Node server does so by itself',
    async run({ io, config, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      if (config.MEILI_URL === undefined)
        throw new ConfigError([{ variable: 'MEILI_URL', reason: 'is needed for this' }])
      const { deps } = await register()
      try {
        const delivered = await deps.delivery?.deliver()
        if (values.json) printJson(io, delivered)
        else if (delivered !== undefined) {
          const { position, sent, removed, restarted } = delivered
          const begun = restarted === null ? '' : ` Begun anew (${restarted}).`
          io.err(`${sent} records sent, ${removed} taken out; it has ${position} leaves of the log.${begun}\n`)
        }
        return 0
      } catch (error) {
        if (!(error instanceof MeilisearchFailure)) throw error
        io.err(`Not delivered (${error.reason}): ${error.message}\n`)
        return 1
      }
    },
  },
]
