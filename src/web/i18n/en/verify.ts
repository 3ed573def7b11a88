import type { verify as uk } from '../uk/verify.ts'

const COMMANDS = `curl -O {origin}/verify.mjs
node verify.mjs proof entry.tlog-proof --key 'name+id+key'
`

export const verify: typeof uk = {
  text: {
    title: 'Check a proof',
    lead: 'Here you can see for yourself that a version of an entry stands in the register’s log, and that the log has not been rewritten.',
    parts: [
      {
        id: 'check',
        title: 'Check files',
        body: ['Everything is worked out in your browser; the files are sent nowhere.'],
      },
      {
        id: 'proves',
        title: 'What this proves, and what it does not',
        body: [
          'Every change that was accepted has an entry in the log with the hash of its content: what was changed, by whom and why. The entries make up a tree of hashes, and a checkpoint is the root of that tree, signed by the register.',
          {
            terms: [
              [
                'A proof (`.tlog-proof`)',
                'An entry of the log, the hashes that lead from it to the root, and a checkpoint. A valid proof means: this very entry was in the log when it was signed. Add the content of the version to have it compared too.',
              ],
              [
                'A checkpoint',
                'The name of the log, the number of entries, the root, and signatures. Keep it: later it will show whether the log was rewritten.',
              ],
              [
                'Two checkpoints',
                'With a dump of the log or a consistency path they show that the newer one only adds to the older one. If it does not, the two signatures together prove that the log was rewritten.',
              ],
              [
                'A dump (`.ndjson`)',
                'The whole log. With a checkpoint it is recomputed from its first entry, and the content of every version is compared with its entry.',
              ],
            ],
          },
          'The check does not say whether what was entered is true: only that it was entered so and has not been changed since. Nor does it show whether others see the same log: for that, compare your checkpoint with somebody else’s.',
        ],
      },
      {
        id: 'key',
        title: 'Where to get the key',
        body: [
          'The verifier key in the form was filled in from this site. Whoever replaced the log would replace the key beside it, so compare it with another source: a letter from whoever runs the register, or an official publication. A key that fits a checkpoint you kept is the one of that time.',
        ],
      },
      {
        id: 'offline',
        title: 'Without this site',
        body: [
          'The same check is one file, [verify.mjs](~/verify.mjs). It runs on Node 20 and later, without a network and without other programs; this page runs that very file.',
          { label: 'Terminal', code: COMMANDS },
          'It is much faster than a browser with large dumps, can check the log by its tiles, and gives a report for programs (`--json`). `node verify.mjs --help` shows every command.',
        ],
      },
    ],
  },
  form: {
    noScript: 'Checking on this page needs scripts. Without them, use the file verify.mjs as described below.',
    files: 'Files',
    filesHint:
      'One or several: a proof (.tlog-proof) and, if you wish, the content of the version; a checkpoint; two checkpoints with a dump or a consistency path; a checkpoint with a dump. You can drop them here.',
    text: 'Or text',
    textHint: 'Paste the whole proof or checkpoint, from the first line to the last.',
    keys: 'Verifier keys that you trust',
    keysHint: 'One a line: name+id+key.',
    keysFromHere:
      'The keys were filled in from this site. Compare them with another source: a replaced log would come with a replaced key.',
    keysNone: 'This site has published no verifier key. Paste the one that you have.',
    button: 'Check',
    result: 'Result',
    working: 'Checking…',
    progress: 'Checking… Entries read: ',
    nothing: 'Choose a file or paste a text.',
    noKeys: 'Give at least one verifier key.',
    combination:
      'These cannot be checked together. What can be: one proof (and the content of its version); one checkpoint; two checkpoints with a dump or a consistency path; a checkpoint with a dump. Found: ',
    kinds: {
      proof: 'a proof',
      checkpoint: 'a checkpoint',
      dump: 'a dump',
      envelope: 'the content of a version',
      path: 'a consistency path',
    },
    noEd25519:
      'This browser cannot check Ed25519 signatures, so nothing was checked. Update it, open the page under an https address, or use the file verify.mjs.',
    unreadable: 'A file could not be read: ',
  },
}
