import { type Serve, start } from './start.ts'
import { StartupError } from './startup-error.ts'

const SIGNAL_NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const
const PARENT_EVERY_MS = 500
/** Everything must be gone ten seconds after the signal, even if something hangs. The children end with this process. */
const STOP_PATIENCE_MS = 9_500

/** Runs the embedded stack as a program: starts it, waits for a signal, ends it, and sets the exit code. */
export async function run(serve: Serve): Promise<void> {
  const stopped = new AbortController()
  const wish = stopWish()
  void wish.then(() => {
    setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref()
    stopped.abort()
  })
  try {
    const running = await start({
      env: process.env,
      print: (line) => console.log(line),
      serve,
      signal: stopped.signal,
    })
    await wish
    console.log('Headgate stops')
    await running.stop()
    process.exit(0)
  } catch (error) {
    if (!stopped.signal.aborted) console.error(sentence(error))
    process.exit(stopped.signal.aborted ? 128 + SIGNAL_NUMBERS[await wish] : 1)
  }
}

/**
 * Resolves when the stack shall end. A terminal's Ctrl-C arrives twice (from the terminal and from npm), so a second
 * signal changes nothing. npm that was killed can pass no signal on: then its death is the signal.
 */
function stopWish(): Promise<keyof typeof SIGNAL_NUMBERS> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve('SIGINT'))
    process.on('SIGTERM', () => resolve('SIGTERM'))
    if (process.env['npm_lifecycle_event'] === undefined) return
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && resolve('SIGTERM'), PARENT_EVERY_MS).unref()
  })
}

function sentence(error: unknown): string {
  if (error instanceof StartupError) return `Headgate cannot start. ${error.message}`
  return `Headgate cannot start. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
