import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { leafText } from '../../src/history/leaf.ts'
import { toBase64 } from '../../src/history/log/base64.ts'
import { decodeBundle, encodeBundle } from '../../src/history/log/bundles.ts'
import { checkpointText, signCheckpoint } from '../../src/history/log/checkpoint.ts'
import { HASH_BYTES, type Hash } from '../../src/history/log/hashing.ts'
import { parsePrivateKey, privateKeyOf, type Signer, signNote } from '../../src/history/log/note.ts'
import { proofText } from '../../src/history/log/proof-file.ts'
import { bundlePath, TILE_WIDTH, tilePath, tilesGrown } from '../../src/history/log/tiles.ts'
import { consistencySpans, inclusionSpans, rootOf, spanHash } from '../../src/history/log/tree.ts'
import { canonicalize } from '../../src/kernel/canonical-json.ts'
import { utf8Bytes } from '../../src/kernel/encoding.ts'
import { sha256Hex } from '../../src/kernel/hash.ts'
import { hashesOf } from '../history/log/tree-in-memory.ts'

/*
 * Writes the golden vectors of the log: `node --import tsx test/vectors/write-log-vectors.ts`. Everything follows from constants,
 * so a second run changes nothing. README.md beside it says what the files are.
 */

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const ORIGIN = 'register.example/log'

interface Entry {
  readonly leaf: string
  readonly envelope: string
}

/** A file of a case: text, or bytes. */
type Content = string | Uint8Array
/** By its role in `case.json`; several files of one role by their names. */
type Files = Readonly<Record<string, Content | Readonly<Record<string, Content>>>>

const NAMES: Readonly<Record<string, string>> = {
  proof: 'proof.tlog-proof',
  envelope: 'envelope.json',
  checkpoint: 'checkpoint',
  older: 'older-checkpoint',
  newer: 'newer-checkpoint',
  consistency: 'consistency.txt',
  dump: 'dump.ndjson',
}

function write(folder: string, kind: string, expect: string, keys: readonly Signer[], files: Files): void {
  const place = join(FOLDER, folder)
  const named: Record<string, string | Record<string, string>> = {}
  const put = (name: string, content: Content) => {
    mkdirSync(dirname(join(place, name)), { recursive: true })
    writeFileSync(join(place, name), content)
    return name
  }
  for (const [role, content] of Object.entries(files)) {
    named[role] =
      typeof content === 'string' || content instanceof Uint8Array
        ? put(NAMES[role] ?? role, content)
        : Object.fromEntries(Object.entries(content).map(([name, each]) => [name, put(name, each)]))
  }
  const origin = ORIGIN
  put(
    'case.json',
    `${JSON.stringify({ kind, expect, origin, keys: keys.map(({ key }) => key.text), files: named }, null, 2)}\n`,
  )
}

async function signer(name: string, number: number): Promise<Signer> {
  const seed = Uint8Array.from({ length: 32 }, (_, index) => (number * 31 + index) % 256)
  const made = await parsePrivateKey((await privateKeyOf(name, seed)).text)
  if (made === null) throw new Error('the key that was made is none')
  return made
}

/** A log of `count` entries; those from `forkedAt` on say something else. */
async function entriesOf(count: number, forkedAt = count): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    const number = Math.floor(index / 2) + 1
    const id = `UA-SW-${String(number).padStart(6, '0')}`
    const version = (index % 2) + 1
    const envelope = canonicalize({
      salt: number.toString(16).padStart(2, '0').repeat(16).slice(0, 31) + String(version),
      snapshot: { state: 'published', document: { name: `Програма № ${number}${index < forkedAt ? '' : ' (інша)'}` } },
      actor: { role: 'registrar', organization: null },
      reason: version === 1 ? 'software.register' : 'Уточнено назву',
    })
    const at = new Date(Date.UTC(2026, 9, 1) + index * 60_000).toISOString()
    const sha256 = await sha256Hex(envelope)
    entries.push({ leaf: leafText({ v: 1, type: 'software', id, version, sha256, at }), envelope })
  }
  return entries
}

class Log {
  readonly entries: readonly Entry[]
  private readonly hashes
  constructor(entries: readonly Entry[]) {
    this.entries = entries
    this.hashes = hashesOf(entries.map(({ leaf }) => utf8Bytes(leaf)))
  }
  root(size: number): Hash {
    return rootOf(size, this.hashes)
  }
  checkpoint(size: number, signers: readonly Signer[], origin = ORIGIN): Promise<string> {
    return signCheckpoint({ origin, size, root: this.root(size) }, signers)
  }
  inclusion(index: number, size: number): Hash[] {
    return inclusionSpans(index, size).map((span) => spanHash(span, this.hashes))
  }
  consistency(first: number, second: number): Hash[] {
    return consistencySpans(first, second).map((span) => spanHash(span, this.hashes))
  }
  async proof(index: number, size: number, signers: readonly Signer[]): Promise<string> {
    return proofText({
      index,
      proof: this.inclusion(index, size),
      checkpoint: await this.checkpoint(size, signers),
      entry: utf8Bytes(this.entries[index]?.leaf ?? ''),
    })
  }
  dump(size = this.entries.length, erased: readonly number[] = []): string[] {
    return this.entries
      .slice(0, size)
      .map(({ leaf, envelope }, index) =>
        JSON.stringify({ leaf, envelope: erased.includes(index) ? null : envelope }),
      )
  }
  /** Every tile and bundle of the log as static files. */
  tiles(): Record<string, Uint8Array> {
    const files: Record<string, Uint8Array> = {}
    for (const tile of tilesGrown(0, this.entries.length)) {
      const bytes = new Uint8Array(tile.width * HASH_BYTES)
      for (let index = 0; index < tile.width; index++) {
        const node = { level: tile.level * 8, index: tile.n * TILE_WIDTH + index }
        bytes.set(this.hashes(node), index * HASH_BYTES)
      }
      files[tilePath(tile)] = bytes
      if (tile.level > 0) continue
      const start = tile.n * TILE_WIDTH
      files[bundlePath(tile)] = encodeBundle(
        this.entries.slice(start, start + tile.width).map(({ leaf }) => utf8Bytes(leaf)),
      )
    }
    return files
  }
}

const lines = (hashes: readonly Hash[]) => hashes.map((hash) => `${toBase64(hash)}\n`).join('')
const ndjson = (rows: readonly string[]) => rows.map((row) => `${row}\n`).join('')
const flipped = (bytes: Uint8Array, position: number) =>
  bytes.map((byte, index) => (index === position ? byte ^ 1 : byte))

const key = await signer(ORIGIN, 1)
const next = await signer(ORIGIN, 2)
const stranger = await signer('stranger.example/log', 3)
const witness = await signer('witness.example', 4)
const SIZE = 300
const log = new Log(await entriesOf(SIZE))
const fork = new Log(await entriesOf(SIZE, 200))
/** The first entries, for what is the same in a small log. */
const SMALL = 20
const small = new Log(log.entries.slice(0, SMALL))
const envelopeOf = (index: number) => log.entries[index]?.envelope ?? ''

for (const folder of ['valid', 'invalid']) rmSync(join(FOLDER, folder), { recursive: true, force: true })

// What has to be believed.
write('valid/proof-only-entry', 'proof', 'valid', [key], { proof: await log.proof(0, 1, [key]) })
write('valid/proof-first-entry', 'proof', 'valid', [key], { proof: await log.proof(0, SIZE, [key]) })
write('valid/proof-inner-entry', 'proof', 'valid', [key], { proof: await log.proof(137, SIZE, [key]) })
write('valid/proof-last-entry', 'proof', 'valid', [key], { proof: await log.proof(SIZE - 1, SIZE, [key]) })
write('valid/proof-with-envelope', 'proof', 'valid', [key], {
  proof: await log.proof(137, SIZE, [key]),
  envelope: envelopeOf(137),
})
write('valid/proof-cosigned-by-unknown', 'proof', 'valid', [key], { proof: await log.proof(7, SIZE, [key, witness]) })
write('valid/checkpoint', 'checkpoint', 'valid', [key], { checkpoint: await log.checkpoint(SIZE, [key]) })
write('valid/checkpoint-of-nothing', 'checkpoint', 'valid', [key], { checkpoint: await log.checkpoint(0, [key]) })
for (const [name, trusted] of [
  ['old', key],
  ['new', next],
] as const) {
  write(`valid/checkpoint-in-rotation-${name}-key`, 'checkpoint', 'valid', [trusted], {
    checkpoint: await log.checkpoint(SIZE, [key, next]),
  })
}
for (const [first, second] of [
  [1, SIZE],
  [200, SIZE],
  [256, SIZE],
  [0, 200],
  [SIZE, SIZE],
] as const) {
  write(`valid/consistency-${first}-${second}`, 'consistency', 'valid', [key], {
    older: await log.checkpoint(first, [key]),
    newer: await log.checkpoint(second, [key]),
    consistency: lines(log.consistency(first, second)),
  })
}
write('valid/consistency-over-rotation', 'consistency', 'valid', [key, next], {
  older: await log.checkpoint(100, [key]),
  newer: await log.checkpoint(SIZE, [next]),
  consistency: lines(log.consistency(100, SIZE)),
})
const checkpoint = await log.checkpoint(SIZE, [key])
write('valid/dump', 'dump', 'valid', [key], { checkpoint, dump: ndjson(log.dump()) })
const smallCheckpoint = await small.checkpoint(SMALL, [key])
write('valid/dump-with-erased-envelopes', 'dump', 'valid', [key], {
  checkpoint: smallCheckpoint,
  dump: ndjson(small.dump(SMALL, [0, 7, 19])),
})
write('valid/dump-longer-than-checkpoint', 'dump', 'valid', [key], {
  checkpoint: await small.checkpoint(17, [key]),
  dump: ndjson(small.dump()),
})
write('valid/dump-of-nothing', 'dump', 'valid', [key], { checkpoint: await log.checkpoint(0, [key]), dump: '' })
const tiles = log.tiles()
write('valid/tiles', 'tiles', 'valid', [key], { checkpoint, tiles })

// What must not be, by reason.
write('invalid/wrong-key/checkpoint', 'checkpoint', 'wrong-key', [key], {
  checkpoint: await log.checkpoint(SIZE, [stranger]),
})
write('invalid/wrong-key/proof', 'proof', 'wrong-key', [key], { proof: await log.proof(137, SIZE, [stranger]) })
write('invalid/rotated-key/checkpoint', 'checkpoint', 'rotated-key', [key], {
  checkpoint: await log.checkpoint(SIZE, [next]),
})
write('invalid/rotated-key/proof', 'proof', 'rotated-key', [key], { proof: await log.proof(137, SIZE, [next]) })
write('invalid/bad-signature/checkpoint-of-other-size', 'checkpoint', 'bad-signature', [key], {
  checkpoint: checkpoint.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`),
})
write('invalid/bad-signature/checkpoint-of-other-root', 'checkpoint', 'bad-signature', [key], {
  checkpoint: checkpoint.replace(toBase64(log.root(SIZE)), toBase64(fork.root(SIZE))),
})
write('invalid/bad-signature/one-of-two', 'checkpoint', 'bad-signature', [key, next], {
  checkpoint: `${checkpoint}${(await fork.checkpoint(SIZE, [next])).split('\n').at(-2)}\n`,
})
write('invalid/wrong-origin/checkpoint', 'checkpoint', 'wrong-origin', [key], {
  checkpoint: await log.checkpoint(SIZE, [key], 'other.example/log'),
})
write('invalid/altered-leaf/proof', 'proof', 'altered-leaf', [key], {
  proof: proofText({
    index: 137,
    proof: log.inclusion(137, SIZE),
    checkpoint,
    entry: utf8Bytes((log.entries[137]?.leaf ?? '').replace('"version":2', '"version":3')),
  }),
})
write('invalid/altered-leaf/dump', 'dump', 'altered-leaf', [key], {
  checkpoint: smallCheckpoint,
  dump: ndjson(small.dump().map((row, index) => (index === 5 ? row.replace('2026-10-01', '2026-10-02') : row))),
})
write('invalid/altered-envelope/proof', 'proof', 'altered-envelope', [key], {
  proof: await log.proof(137, SIZE, [key]),
  envelope: envelopeOf(137).replace('registrar', 'head'),
})
write('invalid/altered-envelope/dump', 'dump', 'altered-envelope', [key], {
  checkpoint: smallCheckpoint,
  dump: ndjson(small.dump().map((row, index) => (index === 5 ? row.replace('Програма № 3', 'Програма № 4') : row))),
})
write('invalid/altered-proof/hash', 'proof', 'altered-proof', [key], {
  proof: proofText({
    index: 137,
    proof: log.inclusion(137, SIZE).map((hash, level) => (level === 3 ? flipped(hash, 9) : hash)),
    checkpoint,
    entry: utf8Bytes(log.entries[137]?.leaf ?? ''),
  }),
})
write('invalid/altered-proof/index', 'proof', 'altered-proof', [key], {
  proof: (await log.proof(137, SIZE, [key])).replace('index 137\n', 'index 136\n'),
})
write('invalid/altered-proof/hash-too-many', 'proof', 'altered-proof', [key], {
  proof: proofText({
    index: 137,
    proof: [...log.inclusion(137, SIZE), log.root(1)],
    checkpoint,
    entry: utf8Bytes(log.entries[137]?.leaf ?? ''),
  }),
})
write('invalid/forked-tree/consistency', 'consistency', 'forked-tree', [key], {
  older: await log.checkpoint(250, [key]),
  newer: await fork.checkpoint(SIZE, [key]),
  consistency: lines(fork.consistency(250, SIZE)),
})
write('invalid/forked-tree/same-size', 'consistency', 'forked-tree', [key], {
  older: checkpoint,
  newer: await fork.checkpoint(SIZE, [key]),
  consistency: '',
})
write('invalid/rolled-back/consistency', 'consistency', 'rolled-back', [key], {
  older: checkpoint,
  newer: await log.checkpoint(200, [key]),
  consistency: lines(log.consistency(200, SIZE)),
})
write('invalid/missing-leaf/dump', 'dump', 'missing-leaf', [key], {
  checkpoint: smallCheckpoint,
  dump: ndjson(small.dump(SMALL - 1)),
})
write('invalid/altered-leaf/dump-without-one', 'dump', 'altered-leaf', [key], {
  checkpoint: await small.checkpoint(SMALL - 1, [key]),
  dump: ndjson(small.dump().toSpliced(7, 1)),
})
write('invalid/altered-leaf/dump-in-other-order', 'dump', 'altered-leaf', [key], {
  checkpoint: smallCheckpoint,
  dump: ndjson([...small.dump().slice(0, 8), ...small.dump().slice(8, 10).reverse(), ...small.dump().slice(10)]),
})
const firstTile = tiles['tile/0/000'] ?? new Uint8Array()
const firstBundle = tiles['tile/entries/000'] ?? new Uint8Array()
write('invalid/truncated-tile/hashes', 'tiles', 'truncated-tile', [key], {
  checkpoint,
  tiles: { ...tiles, 'tile/0/000': firstTile.slice(0, -HASH_BYTES) },
})
write('invalid/truncated-tile/entries', 'tiles', 'truncated-tile', [key], {
  checkpoint,
  tiles: {
    ...tiles,
    'tile/entries/000': encodeBundle((decodeBundle(firstBundle) ?? []).slice(0, -1)),
  },
})
write('invalid/altered-tile/hashes', 'tiles', 'altered-tile', [key], {
  checkpoint,
  tiles: { ...tiles, 'tile/0/000': flipped(firstTile, 100) },
})
write('invalid/altered-leaf/entries', 'tiles', 'altered-leaf', [key], {
  checkpoint,
  tiles: { ...tiles, 'tile/entries/000': flipped(firstBundle, 100) },
})
const whole = await log.proof(137, SIZE, [key])
write('invalid/malformed/proof-of-other-format', 'proof', 'malformed', [key], {
  proof: whole.replace('tlog-proof@v1', 'tlog-proof@v9'),
})
write('invalid/malformed/proof-without-entry', 'proof', 'malformed', [key], {
  proof: whole.replace(/^extra .*\n/m, ''),
})
write('invalid/malformed/proof-cut', 'proof', 'malformed', [key], { proof: whole.slice(0, 400) })
write('invalid/malformed/checkpoint-with-leading-zero', 'checkpoint', 'malformed', [key], {
  checkpoint: await signNote(checkpointText({ origin: ORIGIN, size: SIZE, root: log.root(SIZE) }).replace('300', '0300'), [
    key,
  ]),
})
write('invalid/malformed/checkpoint-without-signature', 'checkpoint', 'malformed', [key], {
  checkpoint: checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1),
})
write('invalid/malformed/dump-not-json', 'dump', 'malformed', [key], {
  checkpoint: smallCheckpoint,
  dump: ndjson(small.dump().map((row, index) => (index === 5 ? row.slice(0, 40) : row))),
})
