import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * 200,000 flights of U.S. airlines, as they report them to the Bureau of Transportation Statistics, shipped by the
 * package vega-datasets: one JSON array of 9.9 MB on a single line.
 * https://github.com/vega/vega-datasets/blob/main/datapackage.md#flights_200k_json
 */
const FILE = new URL('../data/flights-200k.json', import.meta.resolve('vega-datasets'))

export function readFlights(): string {
  return readFileSync(FILE, 'utf8')
}

/** One flight a line, each exactly as it stands in the file. */
export function linesOf(file: string): string[] {
  return file.slice(1, -1).split(/(?<=\}),(?=\{)/)
}

/** The file again: any line lost, doubled, changed or out of order makes another one. */
export function fileOf(lines: readonly string[]): string {
  return `[${lines.join(',')}]`
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
