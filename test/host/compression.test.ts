import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compressed } from '../../src/host/compression.ts'
import { streamOf } from '../../src/web/stream.ts'

const CSV = { headers: { 'content-type': 'text/csv; charset=utf-8' } }
const line = (number: number) => `UA-SW-${number};${Math.sin(number)}\n`
const asking = (coding: string) => new Request('http://a.ua/', { headers: { 'accept-encoding': coding } })

/** Lines made one by one; `made` counts them, `stopped` tells whether the maker was told to stop. */
function lines(count: number) {
  const state = { made: 0, stopped: false }
  const pieces = async function* () {
    try {
      for (; state.made < count; state.made++) yield line(state.made)
    } finally {
      state.stopped = true
    }
  }
  return { state, response: new Response(streamOf(pieces()), CSV) }
}

describe('an answer that is made while it is sent', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is compressed on its way (%s), and whole', async (coding, unpack) => {
    const { state, response } = lines(50_000)
    const packed = await compressed(asking(coding), response)
    expect(packed.headers.get('content-encoding')).toBe(coding)
    expect(state.made).toBeLessThan(5000)
    const text = unpack(await packed.arrayBuffer()).toString()
    expect(text === Array.from({ length: 50_000 }, (_, number) => line(number)).join('')).toBe(true)
  })

  it('is not made further when the reader goes away', async () => {
    const { state, response } = lines(1_000_000)
    const packed = await compressed(asking('gzip'), response)
    const reader = packed.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await expect.poll(() => state.stopped).toBe(true)
    expect(state.made).toBeLessThan(500_000)
  })

  it('of one small piece is sent as it is', async () => {
    const { response } = lines(1)
    const plain = await compressed(asking('gzip'), response)
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toBe(line(0))
  })
})
