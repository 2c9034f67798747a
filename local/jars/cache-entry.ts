import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { errorCode, StartupError } from '../startup-error.ts'

const MANIFEST = 'manifest.json'
const STALE_MS = 3_600_000

export interface CacheEntry {
  /** Directory of all entries. */
  cache: string
  /** Says what it is, for people who look into the cache. */
  name: string
  /** Everything that the content depends on; another text is another entry. */
  source: string
  /** Fills a directory. */
  fill(directory: string): Promise<void>
}

/**
 * Returns the directory of an entry, made at most once: filled under a temporary name and renamed, so that two checkouts
 * may do it at once and a killed start leaves nothing half-made. An entry whose files changed since is made anew.
 */
export async function cachedDirectory(entry: CacheEntry): Promise<string> {
  const path = join(
    entry.cache,
    `${entry.name}-${createHash('sha256').update(entry.source).digest('hex').slice(0, 16)}`,
  )
  if (isWhole(path)) return path
  mkdirSync(entry.cache, { recursive: true })
  removeStale(entry.cache)
  const temporary = join(entry.cache, `tmp-${entry.name}-${randomBytes(6).toString('hex')}`)
  try {
    mkdirSync(temporary)
    await entry.fill(temporary)
    writeFileSync(join(temporary, MANIFEST), JSON.stringify(sizes(temporary)))
    moveInto(temporary, path)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  return path
}

function moveInto(temporary: string, path: string): void {
  if (existsSync(path) && !isWhole(path)) renameSync(path, `${temporary}-damaged`)
  try {
    renameSync(temporary, path)
  } catch (error) {
    // Somebody else was quicker with the same content.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error
    if (!isWhole(path))
      throw new StartupError(`The cache entry ${path} is damaged: remove it and start again.`, {
        cause: error,
      })
  }
  rmSync(`${temporary}-damaged`, { recursive: true, force: true })
}

function isWhole(path: string): boolean {
  try {
    return readFileSync(join(path, MANIFEST), 'utf8') === JSON.stringify(sizes(path))
  } catch {
    return false
  }
}

function sizes(directory: string): Record<string, number> {
  const names = readdirSync(directory)
    .filter((name) => name !== MANIFEST)
    .sort()
  return Object.fromEntries(names.map((name) => [name, statSync(join(directory, name)).size]))
}

/** Left by starts that were killed; a live one keeps changing its directory. */
function removeStale(cache: string): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('tmp-'))) {
    const path = join(cache, name)
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats !== undefined && Date.now() - stats.mtimeMs > STALE_MS)
      rmSync(path, { recursive: true, force: true })
  }
}
