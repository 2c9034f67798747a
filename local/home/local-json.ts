import { rmSync } from 'node:fs'
import { writeDurably } from './durable-file.ts'
import type { HomePaths } from './home-paths.ts'

/** What other programs on this machine may rely on while the stack is ready. */
export interface LocalJson {
  apiUrl: string
  consoleUrl: string
  /** The first cluster. */
  kafka: { bootstrapServers: string; caPath: string }
  /** All of them, where there are several. */
  clusters?: readonly { id: string; bootstrapServers: string }[]
  operatorToken: string
  pid: number
}

/** Says that the API answers. Holds the operator's token, hence for the owner's eyes only. */
export function writeLocalJson(paths: HomePaths, content: LocalJson): void {
  writeDurably(paths.localJson, `${JSON.stringify(content, undefined, 2)}\n`)
}

export function removeLocalJson(paths: HomePaths): void {
  rmSync(paths.localJson, { force: true })
}
