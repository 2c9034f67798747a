import { nameOf, parseSample, type Sample } from './parse-sample.ts'
import { createLineSplitter } from './split-lines.ts'

/**
 * The samples with the wanted names, as the text comes in: memory does not grow with the text, and unwanted lines cost
 * next to nothing. A line that is no sample is left out, or, if `strict`, an error when it begins with a wanted name. Throws
 * when the text ends within a line, as then it was cut off and nobody knows how much is missing.
 */
export async function* parseExposition(
  pieces: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<string>,
  { strict = false }: { readonly strict?: boolean } = {},
): AsyncGenerator<Sample, void, undefined> {
  const lines = createLineSplitter()
  for await (const piece of pieces) {
    for (const line of lines.feed(piece)) {
      const name = nameOf(line)
      if (name === undefined || !wanted.has(name)) continue
      const sample = parseSample(line)
      if (sample !== undefined) yield sample
      else if (strict) throw new Error('A line of the metrics cannot be read.')
    }
  }
  if (!lines.isComplete()) throw new Error('The metrics end in the middle of a line.')
}
