import { describe, expect, it } from 'vitest'
import {
  explain,
  kindOf,
  REASONS,
  rootOfInclusion,
  rootsOfConsistency,
  verifyCheckpoint,
  verifyConsistency,
  verifyDump,
  verifyProof,
  verifyTiles,
} from '../../src/verify/verify.mjs'
import { bytes, consistencyPath, entries, inclusionPath, ORIGIN, OwnLog, signed, signer, treeHash } from './own-log.ts'

const key = signer(ORIGIN)
const next = signer(ORIGIN, 2)
const stranger = signer('stranger.test/log', 3)
const keys = [key.vkey]
const log = new OwnLog(entries(300), [key])
const fork = new OwnLog(entries(300, 100), [key])
const checkpoint = bytes(log.checkpoint())
const readTiles =
  (from: OwnLog, changes: Readonly<Record<string, Uint8Array | null>> = {}) =>
  async (path: string) =>
    path in changes ? (changes[path] ?? null) : (from.tiles().get(path) ?? null)

describe('the tree', () => {
  it('has every inclusion and consistency proof of the definition, for all trees up to 40 leaves', async () => {
    const leaves = log.hashes.slice(0, 40)
    for (let size = 1; size <= leaves.length; size++) {
      const root = treeHash(leaves.slice(0, size))
      for (let index = 0; index < size; index++) {
        const path = inclusionPath(index, leaves.slice(0, size))
        const computed = await rootOfInclusion(index, size, leaves[index] ?? root, path)
        expect(Buffer.from(computed ?? [])).toEqual(root)
      }
      for (let older = 1; older < size; older++) {
        const before = treeHash(leaves.slice(0, older))
        const path = consistencyPath(older, leaves.slice(0, size))
        const roots = await rootsOfConsistency(
          older,
          size,
          Number.isInteger(Math.log2(older)) ? [before, ...path] : path,
        )
        expect([Buffer.from(roots?.older ?? []), Buffer.from(roots?.newer ?? [])]).toEqual([before, root])
      }
    }
  })
})

describe('a proof', () => {
  it('says what it proves', async () => {
    const report = await verifyProof({ proof: bytes(log.proof(137)), keys })
    expect(report).toMatchObject({
      valid: true,
      check: 'proof',
      index: 137,
      leaf: JSON.parse(log.entries[137]?.leaf ?? ''),
      envelope: null,
      checkpoint: { origin: ORIGIN, size: 300, unknownSignatures: 0 },
    })
  })

  it('is compared with the content that is given', async () => {
    const proof = bytes(log.proof(137))
    const envelope = bytes(log.entries[137]?.envelope ?? '')
    expect(await verifyProof({ proof, keys, envelope })).toMatchObject({
      valid: true,
      envelope: { role: 'registrar', organization: null, reason: 'зміна 137' },
    })
    expect(await verifyProof({ proof, keys, envelope: bytes(log.entries[136]?.envelope ?? '') })).toMatchObject({
      reason: 'envelope-mismatch',
    })
  })

  const whole = log.proof(137)
  const lines = whole.split('\n')
  const extra = (text: string) => `extra ${Buffer.from(text).toString('base64')}`
  const withLeaf = (text: string) => whole.replace(/^extra .*$/m, extra(text))
  const leaf = log.entries[137]?.leaf ?? ''
  it.each([
    ['another format', whole.replace('@v1', '@v2'), 'malformed-proof', 'header'],
    ['a byte order mark', `\ufeff${whole}`, 'malformed-proof', 'header'],
    ['line ends of another system', whole.replaceAll('\n', '\r\n'), 'malformed-proof', 'no-checkpoint'],
    ['no entry', whole.replace(/^extra .*\n/m, ''), 'malformed-proof', 'extra'],
    ['an empty entry', whole.replace(/^extra .*$/m, 'extra '), 'malformed-proof', 'extra'],
    ['an entry in base64 that is padded too much', whole.replace(/^(extra .*)$/m, '$1='), 'malformed-proof', 'extra'],
    ['an entry in base64 with a space in it', whole.replace(/^(extra .{10})/m, '$1 '), 'malformed-proof', 'extra'],
    ['a leading zero', whole.replace('index 137', 'index 0137'), 'malformed-proof', 'index'],
    ['a sign', whole.replace('index 137', 'index +137'), 'malformed-proof', 'index'],
    ['a number beyond 2^53', whole.replace('index 137', 'index 9007199254740993'), 'malformed-proof', 'index'],
    ['a space after the number', whole.replace('index 137', 'index 137 '), 'malformed-proof', 'index'],
    [
      'a hash of 31 bytes',
      whole.replace(lines[3] ?? '', Buffer.alloc(31).toString('base64')),
      'malformed-proof',
      'path-hash',
    ],
    ['a hash too many', whole.replace('index 137\n', `index 137\n${lines[3]}\n`), 'malformed-proof', 'path-length'],
    ['a hash too few', whole.replace(`${lines[3]}\n`, ''), 'malformed-proof', 'path-length'],
    [
      'hundreds of hashes',
      whole.replace('index 137\n', `index 137\n${`${lines[3]}\n`.repeat(300)}`),
      'malformed-proof',
      'path-length',
    ],
    ['no checkpoint', whole.slice(0, whole.indexOf('\n\n')), 'malformed-proof', 'no-checkpoint'],
    ['something after its end', `${whole}more`, 'malformed-checkpoint', 'no-signatures'],
    ['an index outside of the tree', whole.replace('index 137', 'index 300'), 'size-too-small', undefined],
    ['another index', whole.replace('index 137', 'index 136'), 'root-mismatch', undefined],
    ['an entry with more in it', withLeaf(leaf.replace('"v":1', '"u":0,"v":1')), 'malformed-leaf', 'not-canonical'],
    ['an entry with spaces', withLeaf(leaf.replace('"v":1', '"v": 1')), 'malformed-leaf', 'not-canonical'],
    ['an entry of a later format', withLeaf(leaf.replace('"v":1', '"v":2')), 'malformed-leaf', 'fields'],
    ['an entry that is no JSON', withLeaf('[]'), 'malformed-leaf', 'json'],
    ['an entry that is not UTF-8', whole.replace(/^extra .*$/m, 'extra /w=='), 'malformed-leaf', 'not-utf-8'],
    ['an entry of another version', withLeaf(leaf.replace('"version":2', '"version":3')), 'root-mismatch', undefined],
  ])('with %s is refused', async (_, text, reason, fault) => {
    expect(text).not.toBe(whole)
    expect(await verifyProof({ proof: bytes(text), keys })).toMatchObject({
      valid: false,
      reason,
      ...(fault === undefined ? {} : { fault }),
    })
  })
})

describe('a checkpoint', () => {
  const text = log.checkpoint()
  const body = text.slice(0, text.indexOf('\n\n') + 1)
  const [, , root = ''] = body.split('\n')
  const resigned = (changed: string) => signed(changed, [key])
  const open = (changed: string, known = keys, origin?: string) =>
    verifyCheckpoint({ checkpoint: bytes(changed), keys: known, ...(origin === undefined ? {} : { origin }) })

  it.each([
    ['a leading zero', resigned(body.replace('300', '0300')), 'malformed-checkpoint', 'size'],
    ['a size that is none', resigned(body.replace('300', '3e2')), 'malformed-checkpoint', 'size'],
    ['a short root', resigned(body.replace(root, 'AAAA')), 'malformed-checkpoint', 'root'],
    ['two lines', resigned(body.split('\n').slice(0, 2).join('\n').concat('\n')), 'malformed-checkpoint', 'root'],
    ['an empty line in its text', resigned(`${body}\n\nmore\n`), 'malformed-checkpoint', 'extension'],
    ['a root of nothing that is none', resigned(body.replace('\n300\n', '\n0\n')), 'root-mismatch', undefined],
    ['a tab', resigned(body.replace(ORIGIN, `${ORIGIN}\t`)), 'malformed-checkpoint', 'control-character'],
    ['no signature', body, 'malformed-checkpoint', 'no-signatures'],
    ['a hyphen for the dash', text.replace('— ', '- '), 'malformed-checkpoint', 'signature-line'],
    ['a line that is no signature', `${text}— \n`, 'malformed-checkpoint', 'signature-line'],
    ['a line that is not finished', text.slice(0, -1), 'malformed-checkpoint', 'no-signatures'],
    [
      'a hundred signatures more',
      text + stranger.line(body).repeat(100),
      'malformed-checkpoint',
      'too-many-signatures',
    ],
    ['a signature that is cut', text.replace(/[^ ]{8}\n$/, '\n'), 'bad-signature', undefined],
    ['a text that was not signed', text.replace('\n300\n', '\n301\n'), 'bad-signature', undefined],
    ['one good and one broken line of the same key', text + key.line(`${body}x`), 'bad-signature', undefined],
    ['the signature of somebody else', signed(body, [stranger]), 'wrong-key', undefined],
    ['the signature of a later key of the log', signed(body, [next]), 'rotated-key', undefined],
    ['the name of another log', resigned(body.replace(ORIGIN, 'other.test/log')), 'wrong-origin', undefined],
  ])('with %s is refused', async (_, changed, reason, fault) => {
    expect(await open(changed)).toMatchObject({ valid: false, reason, ...(fault === undefined ? {} : { fault }) })
  })

  it('may be signed by others too, and by both keys while they change', async () => {
    const rotating = signed(body, [key, next, stranger])
    expect(await open(rotating)).toMatchObject({ valid: true, checkpoint: { unknownSignatures: 2 } })
    expect(await open(rotating, [next.vkey])).toMatchObject({ valid: true })
    expect(await open(rotating, [key.vkey, next.vkey])).toMatchObject({
      valid: true,
      checkpoint: { unknownSignatures: 1, signers: [{ name: ORIGIN }, { name: ORIGIN }] },
    })
  })

  it('must be of the log that is asked for', async () => {
    expect(await open(text, keys, ORIGIN)).toMatchObject({ valid: true })
    expect(await open(text, keys, 'other.test/log')).toMatchObject({ reason: 'wrong-origin', origin: ORIGIN })
    // A witness may sign anybody's checkpoint: its key alone does not say whose it is.
    expect(await open(signed(body, [stranger]), [stranger.vkey])).toMatchObject({ reason: 'wrong-origin' })
  })

  it('needs a key', async () => {
    expect(await open(text, [])).toMatchObject({ reason: 'malformed-key' })
  })

  it('may have lines of extension', async () => {
    expect(await open(resigned(`${body}more\n`))).toMatchObject({ valid: true, checkpoint: { extensions: 1 } })
  })
})

describe('two checkpoints', () => {
  const sizes = [
    [1, 300],
    [128, 300],
    [200, 256],
    [255, 300],
    [256, 300],
    [299, 300],
  ] as const
  it.each(sizes)('of %i and %i entries are consistent by tiles, by a dump and by a path', async (first, second) => {
    const given = { older: bytes(log.checkpoint(first)), newer: bytes(log.checkpoint(second)), keys }
    const at = new OwnLog(log.entries.slice(0, second), [key])
    const path = consistencyPath(first, log.hashes.slice(0, second)).map((hash) => `${hash.toString('base64')}\n`)
    expect(await verifyConsistency({ ...given, tiles: readTiles(at) })).toMatchObject({ valid: true })
    expect(await verifyConsistency({ ...given, dump: [bytes(log.dump())] })).toMatchObject({ valid: true })
    expect(await verifyConsistency({ ...given, path: bytes(path.join('')) })).toMatchObject({ valid: true })
  })

  it('of a log and its fork are shown to be so, whoever gives the hashes', async () => {
    const given = { older: bytes(log.checkpoint(250)), newer: bytes(fork.checkpoint(300)), keys }
    expect(await verifyConsistency({ ...given, tiles: readTiles(fork) })).toMatchObject({ reason: 'forked-tree' })
    expect(await verifyConsistency({ ...given, dump: [bytes(fork.dump())] })).toMatchObject({ reason: 'forked-tree' })
    expect(await verifyConsistency({ ...given, tiles: readTiles(log) })).toMatchObject({ reason: 'root-mismatch' })
    const power = { older: bytes(log.checkpoint(256)), newer: bytes(fork.checkpoint(300)), keys }
    expect(await verifyConsistency({ ...power, tiles: readTiles(fork) })).toMatchObject({ reason: 'forked-tree' })
    const sameSize = { older: checkpoint, newer: bytes(fork.checkpoint()), keys }
    expect(await verifyConsistency(sameSize)).toMatchObject({ reason: 'forked-tree' })
  })

  it('in the wrong order, of different logs, or one of them broken are refused', async () => {
    const older = bytes(log.checkpoint(100))
    expect(await verifyConsistency({ older: checkpoint, newer: older, keys })).toMatchObject({
      reason: 'size-too-small',
    })
    const elsewhere = bytes(new OwnLog(log.entries, [stranger]).checkpoint(300, [stranger], 'stranger.test/log'))
    expect(
      await verifyConsistency({ older, newer: elsewhere, keys: [key.vkey, stranger.vkey], tiles: readTiles(log) }),
    ).toMatchObject({ reason: 'wrong-origin', which: 'newer' })
    expect(
      await verifyConsistency({ older: older.slice(0, 40), newer: checkpoint, keys, tiles: readTiles(log) }),
    ).toMatchObject({ reason: 'malformed-checkpoint', which: 'older' })
  })

  it('are compared over a change of the key', async () => {
    const newer = bytes(log.checkpoint(300, [next]))
    const given = { older: bytes(log.checkpoint(100)), newer, tiles: readTiles(log) }
    expect(await verifyConsistency({ ...given, keys: [key.vkey, next.vkey] })).toMatchObject({ valid: true })
    expect(await verifyConsistency({ ...given, keys })).toMatchObject({ reason: 'rotated-key', which: 'newer' })
  })

  it('need tiles that are whole', async () => {
    const given = { older: bytes(log.checkpoint(100)), newer: checkpoint, keys }
    const tile = log.tiles().get('tile/0/000') ?? new Uint8Array()
    for (const changed of [tile.slice(0, -1), tile.slice(0, -32), Buffer.concat([tile, Uint8Array.of(0)])]) {
      expect(await verifyConsistency({ ...given, tiles: readTiles(log, { 'tile/0/000': changed }) })).toMatchObject({
        reason: 'truncated-tile',
        tile: 'tile/0/000',
      })
    }
    expect(await verifyConsistency({ ...given, tiles: readTiles(log, { 'tile/0/000': null }) })).toMatchObject({
      reason: 'missing-tile',
    })
  })

  it('are answered from a full tile where the partial one is gone', async () => {
    const larger = new OwnLog(entries(512), [key])
    const given = { older: bytes(larger.checkpoint(100)), newer: bytes(larger.checkpoint(300)), keys }
    expect(await verifyConsistency({ ...given, tiles: readTiles(larger) })).toMatchObject({ valid: true })
  })
})

describe('a dump', () => {
  const rows = log.dump().split('\n').slice(0, -1)
  const dumpOf = (lines: readonly string[]) => [bytes(lines.map((line) => `${line}\n`).join(''))]
  const check = (dump: Iterable<Uint8Array>, size = 300) =>
    verifyDump({ dump, checkpoint: bytes(log.checkpoint(size)), keys })

  it('is recomputed, however the bytes arrive', async () => {
    const whole = bytes(log.dump())
    const facts = { valid: true, entries: 300, records: 150, withContent: 300, withoutContent: 0, beyond: 0 }
    expect(await check([whole])).toMatchObject(facts)
    const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, at) => whole.slice(at * 7, at * 7 + 7))
    expect(await check(pieces)).toMatchObject(facts)
  })

  it('counts what was erased, and what the checkpoint does not cover', async () => {
    const erased = rows.with(7, JSON.stringify({ leaf: log.entries[7]?.leaf, envelope: null }))
    expect(await check(dumpOf(erased), 280)).toMatchObject({
      valid: true,
      withContent: 299,
      withoutContent: 1,
      beyond: 20,
    })
  })

  it('of nothing is that of an empty log', async () => {
    expect(await check([], 0)).toMatchObject({ valid: true, entries: 0 })
    expect(await check([])).toMatchObject({ reason: 'size-too-small', entries: 0, expected: 300 })
  })

  const row = rows[7] ?? ''
  it.each([
    ['a line that is no JSON', rows.with(7, row.slice(0, 50)), 'malformed-dump', 8],
    ['an empty line', rows.with(7, ''), 'malformed-dump', 8],
    [
      'fields in another order',
      rows.with(7, JSON.stringify({ envelope: null, leaf: log.entries[7]?.leaf })),
      'malformed-dump',
      8,
    ],
    ['a field more', rows.with(7, row.replace(/\}$/, ',"more":1}')), 'malformed-dump', 8],
    ['half a character', rows.with(7, row.replace('зміна', '\\ud800')), 'malformed-dump', 8],
    ['a changed entry', rows.with(7, row.replace('2026-11-01', '2026-11-02')), 'root-mismatch', undefined],
    ['changed content', rows.with(7, row.replace('Черга', 'Черги')), 'envelope-mismatch', 8],
    ['an entry taken out', rows.toSpliced(7, 1), 'size-too-small', undefined],
    ['the first version taken out', rows.toSpliced(6, 1), 'version-gap', 7],
    ['entries in another order', [...rows.slice(0, 6), row, rows[6] ?? '', ...rows.slice(8)], 'version-gap', 7],
    ['an entry twice', rows.toSpliced(8, 0, row), 'version-gap', 9],
  ])('with %s is refused, and the line is named', async (_, changed, reason, line) => {
    expect(await check(dumpOf(changed))).toMatchObject({
      valid: false,
      reason,
      ...(line === undefined ? {} : { line }),
    })
  })

  it('that was cut off is refused', async () => {
    expect(await check([bytes(log.dump()).slice(0, -1)])).toMatchObject({
      reason: 'malformed-dump',
      fault: 'no-newline',
    })
  })

  it('names the changed line with the help of tiles, and tells a changed tile from a changed dump', async () => {
    const dump = dumpOf(rows.with(7, row.replace('2026-11-01', '2026-11-02')))
    expect(await verifyDump({ dump, checkpoint, keys, tiles: readTiles(log) })).toMatchObject({
      reason: 'altered-leaf',
      line: 8,
    })
    const tile = Buffer.from(log.tiles().get('tile/0/000') ?? [])
    tile[3] = (tile[3] ?? 0) ^ 1
    expect(
      await verifyDump({ dump: dumpOf(rows), checkpoint, keys, tiles: readTiles(log, { 'tile/0/000': tile }) }),
    ).toMatchObject({ reason: 'altered-tile' })
  })
})

describe('the tiles of a log', () => {
  it('are recomputed from their entries', async () => {
    expect(await verifyTiles({ checkpoint, keys, tiles: readTiles(log) })).toMatchObject({
      valid: true,
      entries: 300,
      records: 150,
    })
    const empty = bytes(new OwnLog([], [key]).checkpoint())
    expect(await verifyTiles({ checkpoint: empty, keys, tiles: async () => null })).toMatchObject({ valid: true })
  })

  it('of another log are not those of the checkpoint', async () => {
    expect(await verifyTiles({ checkpoint, keys, tiles: readTiles(fork) })).toMatchObject({ reason: 'root-mismatch' })
    const half = { 'tile/entries/000': fork.tiles().get('tile/entries/000') ?? null }
    expect(await verifyTiles({ checkpoint, keys, tiles: readTiles(log, half) })).toMatchObject({
      reason: 'altered-leaf',
      index: 100,
    })
  })
})

describe('words', () => {
  it('are there for every reason in both languages, and say nothing undefined', async () => {
    for (const lang of ['uk', 'en'] as const) {
      const titles = REASONS.map((reason) => explain({ valid: false, check: 'proof', reason }, lang).title)
      expect(titles.every((title) => typeof title === 'string' && title.length > 10)).toBe(true)
      expect(new Set(titles).size).toBe(REASONS.length)
    }
    const reports = [
      await verifyProof({ proof: bytes(log.proof(1)), keys }),
      await verifyProof({ proof: bytes(log.proof(1)), keys, envelope: bytes(log.entries[1]?.envelope ?? '') }),
      await verifyProof({ proof: bytes(log.proof(1)), keys: ['x'] }),
      await verifyProof({ proof: bytes(log.proof(1).replace('index 1', 'index 2')), keys }),
      await verifyCheckpoint({ checkpoint: bytes(log.checkpoint(300, [key, stranger])), keys }),
      await verifyCheckpoint({ checkpoint, keys: [stranger.vkey] }),
      await verifyConsistency({ older: checkpoint, newer: checkpoint, keys }),
      await verifyConsistency({ older: checkpoint, newer: bytes(fork.checkpoint()), keys }),
      await verifyDump({ dump: [bytes(log.dump())], checkpoint, keys }),
      await verifyDump({ dump: [bytes('x\n')], checkpoint, keys }),
      await verifyTiles({ checkpoint, keys, tiles: readTiles(log) }),
      await verifyTiles({ checkpoint, keys, tiles: async () => null }),
    ]
    for (const report of reports) {
      const uk = explain(report, 'uk')
      const en = explain(report, 'en')
      expect(uk.points.length).toBe(en.points.length)
      expect(JSON.stringify([uk, en])).not.toMatch(/undefined|\[object|null/)
      expect(en.points.length).toBeGreaterThan(0)
      expect([en.title, ...en.points, ...en.remarks].join(' ').replace(/зміна \d+/, '')).not.toMatch(/[а-яіїєґ]/i)
    }
  })

  it('show what could deceive a terminal instead of doing it', () => {
    const report = { valid: false, check: 'proof', reason: 'wrong-origin', origin: 'a\u001b[2J\u202eb' } as const
    expect(explain(report, 'en').points.join()).toContain('a\\u{1b}[2J\\u{202e}b')
  })
})

describe('what a file is', () => {
  it.each([
    [log.proof(1), 'proof'],
    [log.dump(), 'dump'],
    [log.entries[0]?.envelope ?? '', 'envelope'],
    [log.checkpoint(), 'checkpoint'],
    [`${log.hashes[0]?.toString('base64')}\n`, 'path'],
    ['', 'checkpoint'],
  ])('is seen by its beginning', (text, kind) => {
    expect(kindOf(bytes(text).slice(0, 100))).toBe(kind)
  })
})
