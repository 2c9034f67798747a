import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface SourceFile {
  /** Relative to the root, with `/` between folders. */
  path: string
  text: string
}

/** What somebody else wrote or a command made; nothing in there is ours to judge. */
const notOurs = new Set(
  'node_modules .git .headgate .venv cdk.out coverage dist generated'.split(' '),
)
const largestSourceBytes = 2_000_000

/** Every text file of ours under `root`, sorted by path, so that findings come in a stable order. */
export function readSourceTree(root: string): SourceFile[] {
  return listFiles(root, '')
    .filter((path) => statSync(join(root, path)).size <= largestSourceBytes)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))
}

function listFiles(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  return entries
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return listFiles(root, path)
      return entry.isFile() ? [path] : []
    })
    .sort()
}
