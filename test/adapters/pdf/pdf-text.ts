import { inflateSync } from 'node:zlib'

interface Printed {
  /** Where it begins, in points from the left. */
  readonly x: number
  readonly text: string
}

/** What the pages show, in its order: pdfkit writes each text as hexadecimal strings after where it stands. */
export function printedIn(pdf: Uint8Array): readonly Printed[] {
  const streams = latin1(pdf).matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)
  const pages = [...streams].map(([, data = '']) => unpacked(Buffer.from(data, 'latin1')))
  const texts = pages.join('\n').matchAll(/1 0 0 1 ([0-9.]+) [0-9.]+ Tm\n[^\n]*\n\[(.*?)\] TJ/g)
  return [...texts].map(([, x, parts = '']) => ({ x: Number(x), text: fromHex(parts) }))
}

export const textOf = (pdf: Uint8Array) =>
  printedIn(pdf)
    .map(({ text }) => text)
    .join('\n')

export const pagesOf = (pdf: Uint8Array) => [...latin1(pdf).matchAll(/\/Type \/Page\b/g)].length

const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

const fromHex = (parts: string) =>
  [...parts.matchAll(/<([0-9a-f]*)>/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join('')

function unpacked(data: Buffer): string {
  try {
    return inflateSync(data).toString('latin1')
  } catch {
    return data.toString('latin1')
  }
}
