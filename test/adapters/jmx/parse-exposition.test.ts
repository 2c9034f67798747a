import { describe, expect, it } from '@jest/globals'
import { parseExposition } from '../../../adapters/jmx/parse-exposition.ts'
import { inPiecesOf } from './pieces.ts'

const TEXT = `# HELP bytes_Count Bytes – in and out.
# TYPE bytes_Count untyped
bytes_Count{name="BytesIn",topic="abc.orders",} 107000.0
bytes_Count{name="BytesIn",topic="naïve \\"quoted\\" \\\\ and\\nbroken"} 1.07E5
other_Count{topic="abc.orders"} 5
bytes_Count 12 1764000000000
`

const ALL = [
  { name: 'bytes_Count', labels: { name: 'BytesIn', topic: 'abc.orders' }, value: 107_000 },
  {
    name: 'bytes_Count',
    labels: { name: 'BytesIn', topic: 'naïve "quoted" \\ and\nbroken' },
    value: 107_000,
  },
  { name: 'bytes_Count', labels: {}, value: 12 },
]

async function parsed(
  pieces: AsyncIterable<Uint8Array>,
  wanted = new Set(['bytes_Count']),
): Promise<unknown[]> {
  const samples: unknown[] = []
  for await (const { name, labels, value } of parseExposition(pieces, wanted))
    samples.push({ name, labels: Object.fromEntries(labels), value })
  return samples
}

async function valuesOf(...lines: readonly string[]): Promise<readonly number[]> {
  const values: number[] = []
  const text = inPiecesOf(1_000, lines.map((line) => `${line}\n`).join(''))
  for await (const { value } of parseExposition(text, new Set(['a']))) values.push(value)
  return values
}

describe('an exposition', () => {
  it.each([1, 2, 3, 7, 64, 10_000])('is read the same in pieces of %d bytes', async (size) => {
    expect(await parsed(inPiecesOf(size, TEXT))).toEqual(ALL)
  })

  it('shows the wanted names alone', async () => {
    const other = await parsed(inPiecesOf(9, TEXT), new Set(['other_Count']))
    expect(other).toEqual([{ name: 'other_Count', labels: { topic: 'abc.orders' }, value: 5 }])
    expect(await parsed(inPiecesOf(9, TEXT), new Set(['bytes']))).toEqual([])
  })

  it('that is empty has no samples', async () => {
    expect(await parsed(inPiecesOf(1, ''))).toEqual([])
  })

  it('that is cut off anywhere within a line is refused, and half a number is no number', async () => {
    const whole = 'a 123456\na 123456\n'
    for (let length = 1; length < whole.length; length += 1) {
      const text = whole.slice(0, length)
      const seen: number[] = []
      const reading = (async () => {
        const samples = parseExposition(inPiecesOf(4, text), new Set(['a']))
        for await (const { value } of samples) seen.push(value)
      })()
      if (text.endsWith('\n')) await reading
      else await expect(reading).rejects.toThrow('in the middle of a line')
      expect(seen.every((value) => value === 123_456)).toBe(true)
    }
  })

  it('may hold every number that Prometheus knows', async () => {
    const values = ['0', '-1.5', '+2', '.5', '5.', '1e3', '1E-3', 'NaN', '+Inf', '-Inf']
    expect(await valuesOf(...values.map((value) => `a ${value}`))).toEqual([
      0,
      -1.5,
      2,
      0.5,
      5,
      1_000,
      0.001,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ])
  })

  it('leaves out every line that is no whole sample, and reads on', async () => {
    const garbage = [
      '',
      'a',
      'a ',
      'a{} ',
      'a x',
      'a 0x10',
      'a 1,000',
      'a 1 2 3',
      'a 1 later',
      'a{b} 1',
      'a{b=c} 1',
      'a{b="c} 1',
      'a{b="c"',
      'a{b="c",,} 1',
      'a{b="c" d="e"} 1',
      'a{b="c"}1',
      'a"b 1',
      '{a} 1',
      '<html>a 1</html>',
      '\u0000a 1',
      '#a 1',
    ]
    expect(await valuesOf(...garbage, 'a 7')).toEqual([7])
  })

  it('may be written with blanks and with carriage returns', async () => {
    expect(await valuesOf('  a 1', 'a\t2', 'a{ b = "c" , d="e" , } 3', 'a 4\r')).toEqual([
      1, 2, 3, 4,
    ])
  })

  it('may name labels as JavaScript names its own', async () => {
    const text = inPiecesOf(100, 'a{__proto__="x",constructor="y"} 1\n')
    for await (const { labels } of parseExposition(text, new Set(['a'])))
      expect([...labels]).toEqual([
        ['__proto__', 'x'],
        ['constructor', 'y'],
      ])
    expect.assertions(1)
  })
})

describe('a line that does not end', () => {
  it('is left out without being kept, and the lines after it are read', async () => {
    async function* pieces() {
      yield Buffer.from('a 1\na{b="')
      for (let n = 0; n < 1_000; n += 1) yield Buffer.alloc(65_536, 'x')
      yield Buffer.from('"} 2\na 3\n')
    }
    const values: number[] = []
    for await (const { value } of parseExposition(pieces(), new Set(['a']))) values.push(value)
    expect(values).toEqual([1, 3])
  })

  it('is a text cut off, if it is the last one', async () => {
    async function* pieces() {
      for (let n = 0; n < 10; n += 1) yield Buffer.alloc(65_536, 'x')
    }
    await expect(parsed(pieces())).rejects.toThrow('in the middle of a line')
  })
})

describe('a huge exposition', () => {
  const LINES_A_PIECE = 500
  const PIECES = 800

  it('is read to its end while the reader keeps nothing of it', async () => {
    let begun = 0
    let read = 0
    async function* pieces() {
      for (; begun < PIECES; begun += 1) {
        // Whoever held more than a piece would have been handed some before their lines were read.
        expect(begun * LINES_A_PIECE - read).toBe(0)
        const line = (n: number) => `a{topic="abcdefghijk1.topic-${begun}-${n}"} ${n}\n`
        yield Buffer.from(Array.from({ length: LINES_A_PIECE }, (_, n) => line(n)).join(''))
      }
    }
    let sum = 0
    for await (const { value } of parseExposition(pieces(), new Set(['a']))) {
      read += 1
      sum += value
    }
    expect(read).toBe(PIECES * LINES_A_PIECE)
    expect(sum).toBe((PIECES * LINES_A_PIECE * (LINES_A_PIECE - 1)) / 2)
  })
})
