import { countOf, formatCount } from '../format.ts'
import type { log as uk } from '../uk/log.ts'

export const log: typeof uk = {
  title: 'The log of the register',
  lead: 'Every change of any record is a line of a log that can only be added to. The register signs for the whole log, so nobody can alter or remove anything afterwards unseen, not even whoever runs the register.',
  entries: 'Entries in the log',
  covered: 'Signed for',
  pending: 'Waiting to be signed for',
  none: 'There are no entries in the log yet.',
  latest: 'Latest checkpoint',
  noCheckpoint: 'There is no checkpoint yet.',
  size: 'Covers',
  sizeOf: (count) => countOf.en(count, 'entry', 'entries'),
  at: 'Signed',
  root: 'Root of the tree (SHA-256)',
  name: 'Name of the log',
  copy: 'Copy outside the database',
  hasCopy: 'there is one; a database restored from an older copy is compared with it',
  noCopy: 'none',
  witnesses: 'Witnesses',
  notWitnessed:
    'Not witnessed. No independent witness signs the checkpoints yet, so it is worth keeping some of them: two that were kept give a substitution away.',
  refusing: 'The log is not being signed',
  refusals: {
    behind: (entries, published) =>
      `The database has ${countOf.en(entries, 'entry', 'entries')} and ${formatCount('en', published)} were published: it was restored from an older copy. Records can be read; the log will be signed again when what is missing has been put back from its copy.`,
    forked: (idx) =>
      idx === null
        ? 'The entries in the database are not those that were published. The log is not signed until this is mended.'
        : `Entry No. ${formatCount('en', idx)} in the database is not the one that was published. The log is not signed until this is mended.`,
    'other-origin': 'The key belongs to a log of another name. The log will be signed again when the right key is set.',
    'copy-missing':
      'The copy of the log outside the database is not in its place. The log will be signed again when it is back.',
  },
  unsigned: 'No key is set: the log is kept, and not signed.',
  recent: 'Entries, newest first',
  before: (idx) => `Entries before No. ${formatCount('en', idx)}`,
  types: {
    software: 'Software',
    organization: 'Organization',
    expert: 'Expert',
    deployment: 'Deployment',
    proposal: 'Proposed change',
  },
  named: (name) => `“${name}”`,
  entry: (idx) => `entry No. ${formatCount('en', idx)}`,
  version: (version) => `version ${formatCount('en', version)}`,
  notPublic: 'content not public',
  verified: (size) => `verified in the checkpoint of ${countOf.en(size, 'entry', 'entries')}`,
  verifiedShort: 'verified',
  pendingOne: 'waiting to be signed for',
  proof: 'proof',
  proofOf: (what) => `Proof of the entry: ${what}`,
  proofFile: 'Download the proof (.tlog-proof)',
  proofText:
    'The file holds the line of the log, the way from it to the root of the tree, and the signed checkpoint. No network is needed to check it: the key of the log is enough.',
  what: {
    title: 'What it proves',
    parts: [
      'A line of the log holds the kind and number of a record, the number of the version, the time, and the hash of its content together with who made it and why. Nothing personal is in it.',
      'The lines stand in a tree of hashes. A checkpoint is the signed root of that tree: to alter any line it covers is to alter the root.',
      'The log proves that what is shown was not altered after it was signed for. It does not prove that what was entered is true, and does not show what nobody entered.',
    ],
  },
  how: {
    title: 'How to check it yourself',
    steps: [
      'Keep the key of the log from this page, and better also from another source.',
      'Download the proof of a version from the page of its history, or the whole log as one file.',
      'Check the signature of the checkpoint and the way to the root: on the page for checking, with the program verify.mjs, or with any other that reads the C2SP formats.',
      'Keep checkpoints: with two of them it can be proved that the newer log continues the older one.',
    ],
    links: {
      check: 'Check a proof in the browser',
      checkpoint: 'Checkpoint',
      dump: 'The whole log (NDJSON)',
      description: 'Description for programs (JSON)',
      status: 'State (JSON)',
    },
    formats: 'Formats: C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-proof; hashing by RFC 6962.',
  },
  keys: {
    title: 'Keys of the log',
    key: 'Verifier key',
    since: 'Since',
    until: 'Until',
    now: 'signs now',
    none: 'There are no keys yet.',
  },
}
