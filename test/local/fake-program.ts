import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Puts a shell script called `name` into a directory and returns a PATH that finds it first. */
export function fakeProgram(directory: string, name: string, script: string): string {
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return [directory, process.env['PATH'] ?? ''].join(delimiter)
}
