import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { bytesOf, payloadOf, payloadSchema } from '../../../lambdas/http/payload.ts'

const ENCODINGS = ['text', 'json', 'base64'] as const

const anyBytes = fc.oneof(
  fc.uint8Array(),
  fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
  fc.json().map((text) => new TextEncoder().encode(text)),
)

describe('The bytes of a record in JSON', () => {
  it('come back as the very same bytes, however they are shown', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.constantFrom(...ENCODINGS), async (bytes, wanted) => {
        const shown: unknown = JSON.parse(JSON.stringify(payloadOf(bytes, wanted)))
        const back = bytesOf(payloadSchema.parse(shown))
        expect(Buffer.from(back ?? [1]).equals(Buffer.from(bytes))).toBe(true)
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  it.each([
    ['a number with more digits than JavaScript keeps', '12345678901234567890'],
    ['a number that is written in another way', '1.0'],
    ['keys in an order that JavaScript changes', '{"2":0,"1":0}'],
    ['a key that is there twice', '{"a":1,"a":2}'],
    ['white space', '{ "a": 1 }'],
  ])('are not taken for JSON when that would lose something: %s', (_, text) => {
    expect(payloadOf(Buffer.from(text), 'json')).toEqual({ encoding: 'text', data: text })
  })

  it('are shown as text when they are nested so deep that they could not be written in an answer', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    const shown = (depth: number) => payloadOf(Buffer.from(nested(depth)), 'json').encoding
    expect([shown(100), shown(101), shown(100_000)]).toEqual(['json', 'text', 'text'])
  })

  it('are shown as JSON when they are, as base64 when they are no text', () => {
    expect(payloadOf(Buffer.from('{"a":[1,null]}'), 'json')).toEqual({
      encoding: 'json',
      data: { a: [1, null] },
    })
    expect(payloadOf(Buffer.from([0xff]), 'text')).toEqual({ encoding: 'base64', data: '/w==' })
  })
})
