import { randomBytes } from 'node:crypto'
import { readPublished } from '../history/log/archive.ts'
import { isKeyName, privateKeyOf } from '../history/log/note.ts'
import { parseRefusal, refusalLine } from '../history/log/refusal.ts'
import { selectKeys, selectLastCheckpoints, selectLogSizes, selectRefusal } from '../history/log/rows.ts'
import { ReplayRefused, replayLog } from '../host/log-replay.ts'
import { type Command, needed, printJson, readArguments, UsageError } from './command.ts'

export const logCommands: readonly Command[] = [
  {
    usage: 'log key --name <origin> [--json]',
    summary:
      'make a private key for LOG_KEY or LOG_NEXT_KEY; the name is that of the log, such as register.example/log',
    async run({ io }, argv) {
      const { values } = readArguments(argv, { name: { type: 'string' }, json: { type: 'boolean' } })
      const name = needed('name', values.name)
      if (!isKeyName(name)) throw new UsageError('--name has no spaces and no +')
      const { text, verifier } = await privateKeyOf(name, randomBytes(32))
      if (values.json) printJson(io, { privateKey: text, verifierKey: verifier.text })
      else {
        io.err(`Verifier key, for everybody:\n${verifier.text}\nPrivate key, shown once and for nobody else:\n`)
        io.out(`${text}\n`)
      }
      return 0
    },
  },
  {
    usage: 'log status [--json]',
    summary: 'show how far the log is signed and copied, its keys, and why it is not signed when it is not',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      const { deps } = await register()
      const { publicLog, read } = deps
      const { leaves } = await selectLogSizes(read)
      const { published } = await selectLastCheckpoints(read)
      const refusal = await selectRefusal(read)
      const copy = publicLog.archive && (await readPublished(publicLog.archive))
      const status = {
        origin: publicLog.origin,
        entries: leaves,
        covered: published?.size ?? 0,
        root: published?.root ?? null,
        signing: (await publicLog.signers()).map(({ key }) => key.text),
        keys: await selectKeys(read),
        copy: publicLog.archive && { place: publicLog.archive.place, covered: copy?.size ?? 0 },
        refusal: refusal === null ? null : refusalLine(parseRefusal(refusal)),
      }
      if (values.json) printJson(io, status)
      else {
        io.out(`${status.origin}: ${status.covered} of ${leaves} entries signed for\n`)
        io.out(status.copy ? `copy in ${status.copy.place}: ${status.copy.covered} entries\n` : 'no copy outside\n')
        for (const key of status.signing) io.out(`signs: ${key}\n`)
        if (status.signing.length === 0) io.out('nothing signs: LOG_KEY is not set\n')
        if (status.refusal !== null) io.out(`NOT SIGNED: ${status.refusal}\n`)
      }
      return status.refusal === null ? 0 : 1
    },
  },
  {
    usage: 'log integrate [--new-copy] [--json]',
    summary: 'sign for every entry and copy it outside; a running server does so by itself',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { 'new-copy': { type: 'boolean' }, json: { type: 'boolean' } })
      const { deps } = await register()
      const done = await deps.publicLog.integrate({ intoNewCopy: values['new-copy'] ?? false })
      const why = done.refusal === null ? null : refusalLine(done.refusal)
      if (values.json) printJson(io, { entries: done.leaves, covered: done.covered, refusal: why })
      else if (why === null) io.err(`${done.covered} of ${done.leaves} entries are signed for.\n`)
      else io.err(`Not signed: ${why}\n`)
      return why === null ? 0 : 1
    },
  },
  {
    usage: 'log replay [--json]',
    summary: 'put back what a restored database lacks, from the copy of the log, and sign again',
    async run({ io, register }, argv) {
      const { values } = readArguments(argv, { json: { type: 'boolean' } })
      const { database, deps } = await register()
      try {
        const show = (done: number, of: number) => {
          if (io.terminal && (done % 100 === 0 || done === of)) io.err(`\r${done} of ${of}`)
        }
        const replayed = await replayLog(database, deps, show)
        const { covered, refusal } = await deps.publicLog.integrate()
        const why = refusal === null ? null : refusalLine(refusal)
        if (values.json) printJson(io, { ...replayed, covered, refusal: why })
        else {
          io.err(`\r${replayed.entries} entries were put back, ${replayed.erased} envelopes erased again.\n`)
          io.err(why === null ? `${covered} entries are signed for.\n` : `Not signed: ${why}\n`)
        }
        return why === null ? 0 : 1
      } catch (error) {
        if (!(error instanceof ReplayRefused)) throw error
        io.err(`Not replayed: ${error.message}\n`)
        return 1
      }
    },
  },
]
