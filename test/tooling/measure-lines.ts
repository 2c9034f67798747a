import ts from 'typescript'
import type { SourceFile } from './source-tree.ts'

/** A file is one idea and a function fits a screen: the limits of the house. */
export const longestFileLines = 200
export const longestFunctionLines = 70

export interface Measured {
  /** A file's path, or `path:line` and the name of a function. */
  what: string
  lines: number
}

export function measureFile({ path, text }: SourceFile): Measured {
  return { what: path, lines: text.trimEnd().split('\n').length }
}

/** Every function, method and arrow function with a body, from its first line to its last. */
export function measureFunctions({ path, text }: SourceFile): Measured[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: Measured[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const first = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line
      const last = tree.getLineAndCharacterOfPosition(node.end).line
      found.push({ what: `${path}:${first + 1} ${nameOf(node)}`, lines: last - first + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText()
  const { parent } = node
  return ts.isVariableDeclaration(parent) ? parent.name.getText() : '(a function without a name)'
}

/** The middle one; the higher of the two middle ones when their number is even. 0 of nothing. */
export function median(measured: readonly Measured[]): number {
  const sorted = measured.map(({ lines }) => lines).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
