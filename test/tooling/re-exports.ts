import ts from 'typescript'
import type { SourceFile } from './source-tree.ts'

/** Says where a file passes another file's exports on: import each thing from where it lives. */
export function findReExports({ path, text }: SourceFile): string[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return tree.statements
    .filter((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier)
    .map((statement) => {
      const { line } = tree.getLineAndCharacterOfPosition(statement.getStart(tree))
      return `${path}:${line + 1} re-exports: import each thing from the file that defines it`
    })
}
