/**
 * A start that cannot succeed before a person does something about it.
 * The message is one sentence that a newcomer can act on: what is wrong, where, what to do. It never holds a secret.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'has no space left: free some and start again',
  EDQUOT: 'is over its disk quota: free some space and start again',
  EROFS: 'is on a read-only file system: choose another directory with VARIABLE',
  EACCES:
    'may not be written by this user: change its owner or choose another directory with VARIABLE',
  EPERM:
    'may not be written by this user: change its owner or choose another directory with VARIABLE',
  ENOTDIR: 'is not a directory: choose another one with VARIABLE',
  EEXIST: 'is not a directory: choose another one with VARIABLE',
  EISDIR: 'is a directory where a file belongs: move it away and start again',
}

/**
 * Turns an error of the file system into a sentence about `what`, a path said so that a reader finds it; anything else stays as it is.
 * `variable` moves that path elsewhere.
 */
export function explainFileError(
  what: string,
  error: unknown,
  variable: 'HEADGATE_HOME' | 'HEADGATE_CACHE',
): unknown {
  const sentence = sentences[errorCode(error) ?? '']
  return sentence === undefined
    ? error
    : new StartupError(`${what} ${sentence.replace('VARIABLE', variable)}.`, { cause: error })
}

/** The code of a system error (`ENOENT`), undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  const code = property(error, 'code')
  return typeof code === 'string' ? code : undefined
}

/** What an error says, for a sentence that quotes it. */
export function errorMessage(error: unknown): string {
  const message = property(error, 'message')
  return typeof message === 'string' && message !== '' ? message.trim() : 'unknown reason'
}

/** A property that any error may or may not have. */
export function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}
