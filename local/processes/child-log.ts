import { closeSync, openSync, renameSync, writeSync } from 'node:fs'

const MOST_BYTES = 8_388_608
const TAIL_LINES = 40
const LONGEST_LINE = 400

/** Takes the output of one child: a file of at most 8 MiB beside the 8 MiB before it (`.1`), and the last lines in memory. */
export interface ChildLog {
  path: string
  write(chunk: Buffer): void
  /** The last lines, oldest first, for an error message. */
  tail(): readonly string[]
  close(): void
}

export function openChildLog(path: string, onLine: (line: string) => void): ChildLog {
  const file = openRotatingFile(path)
  const lines: string[] = []
  let rest = ''
  return {
    path,
    write(chunk) {
      file.write(chunk)
      const parts = `${rest}${chunk.toString('utf8')}`.split('\n')
      rest = (parts.pop() ?? '').slice(-LONGEST_LINE)
      for (const line of parts) {
        lines.push(line.slice(0, LONGEST_LINE))
        onLine(line)
      }
      lines.splice(0, lines.length - TAIL_LINES)
    },
    tail: () => lines,
    close: () => file.close(),
  }
}

/** A log that cannot be written (a full disk) must not end the stack: the lines are lost then, and the stack goes on. */
function openRotatingFile(path: string): { write(chunk: Buffer): void; close(): void } {
  let file: number | undefined
  let bytes = 0
  const close = () => {
    if (file !== undefined) closeSync(file)
    file = undefined
  }
  const reopen = () => {
    close()
    ignoringErrors(() => renameSync(path, `${path}.1`))
    ignoringErrors(() => {
      file = openSync(path, 'w', 0o600)
    })
    bytes = 0
  }
  reopen()
  return {
    write(chunk) {
      if (bytes + chunk.length > MOST_BYTES) reopen()
      bytes += chunk.length
      ignoringErrors(() => file !== undefined && writeSync(file, chunk))
    },
    close,
  }
}

function ignoringErrors(work: () => unknown): void {
  try {
    work()
  } catch {
    // See above: a lost log line is the smaller harm.
  }
}
