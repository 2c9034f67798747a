import { findImpurities } from './core-purity.ts'
import { findForbiddenWords } from './forbidden-words.ts'
import type { Measured } from './measure-lines.ts'
import {
  longestFileLines,
  longestFunctionLines,
  measureFile,
  measureFunctions,
  median,
} from './measure-lines.ts'
import { findReExports } from './re-exports.ts'
import type { SourceFile } from './source-tree.ts'

const measuredFolders =
  /^(?:bin|lib|core|adapters|lambdas|local|cli|client|console|bench|examples)\/.*\.[cm]?[jt]sx?$/
const typescriptFile = /\.tsx?$/

export interface Findings {
  faults: string[]
  /** One line about sizes, for people. */
  summary: string
}

/** All house rules about text that no other tool of `npm run check` knows. */
export function findFaults(tree: readonly SourceFile[], registryHost?: string): Findings {
  const measured = tree.filter(({ path }) => measuredFolders.test(path))
  const files = measured.map(measureFile)
  const functions = measured.flatMap(measureFunctions)
  const typescript = tree.filter(({ path }) => typescriptFile.test(path))
  return {
    faults: [
      ...tooLong(files, longestFileLines),
      ...tooLong(functions, longestFunctionLines),
      ...typescript.flatMap(findReExports),
      ...typescript.filter(({ path }) => path.startsWith('core/')).flatMap(findImpurities),
      ...tree.flatMap((file) => findForbiddenWords(file, registryHost)),
    ],
    summary: `${files.length} files, median ${median(files)} lines; ${functions.length} functions, median ${median(functions)} lines`,
  }
}

function tooLong(measured: readonly Measured[], most: number): string[] {
  return measured
    .filter(({ lines }) => lines > most)
    .map(({ what, lines }) => `${what} has ${lines} lines; at most ${most}`)
}
