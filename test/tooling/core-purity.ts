import ts from 'typescript'
import type { SourceFile } from './source-tree.ts'

/** Globals through which time, chance or the outside world would reach the core unseen. */
const impure = new Set([
  'process',
  'globalThis',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'Date.now',
  'Date()',
  'Math.random',
])

/** Says where a core file reads the clock, chance or the world instead of being handed them. */
export function findImpurities({ path, text }: SourceFile): string[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const used = usedGlobal(node)
    if (used !== undefined && impure.has(used)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree))
      found.push(`${path}:${line + 1} uses ${used}: the core is handed time, chance and the world`)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function usedGlobal(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return node.arguments?.length ? undefined : 'Date()'
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()'
  if (ts.isPropertyAccessExpression(node)) return node.getText()
  return ts.isIdentifier(node) && isReference(node) ? node.text : undefined
}

/** A name that is looked up, unlike the name of a property, a parameter or a declaration. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent)) return false
  return !('name' in parent && parent.name === node)
}
