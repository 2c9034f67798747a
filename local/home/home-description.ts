import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { errorCode, StartupError } from '../startup-error.ts'
import { writeDurably } from './durable-file.ts'
import type { HomePaths } from './home-paths.ts'

/** What a home was made as; decided at its first start and kept. */
export interface HomeDescription {
  layout: 1
  /** Kafka's cluster id: 16 random bytes in base64url. */
  clusterId: string
  brokers: 1 | 3
  /** True once every broker has its directory: from then on a missing one is damage and not a first start cut short. */
  formatted: boolean
}

/** Reads the description; undefined for a new home. */
export function readHomeDescription(paths: HomePaths): HomeDescription | undefined {
  let text: string
  try {
    text = readFileSync(paths.description, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw damaged(paths, error)
  }
  try {
    const value: unknown = JSON.parse(text)
    if (isDescription(value)) return value
  } catch (error) {
    throw damaged(paths, error)
  }
  throw damaged(paths, undefined)
}

export function writeHomeDescription(paths: HomePaths, description: HomeDescription): void {
  writeDurably(paths.description, `${JSON.stringify(description)}\n`)
}

export function newHomeDescription(brokers: 1 | 3): HomeDescription {
  return { layout: 1, clusterId: newClusterId(), brokers, formatted: false }
}

/** Kafka's tools take an argument that begins with a dash for an option. */
function newClusterId(): string {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? newClusterId() : id
}

function isDescription(value: unknown): value is HomeDescription {
  if (typeof value !== 'object' || value === null) return false
  const { layout, clusterId, brokers, formatted } = value as Record<string, unknown>
  return (
    layout === 1 &&
    typeof clusterId === 'string' &&
    /^[\w-]{22}$/.test(clusterId) &&
    (brokers === 1 || brokers === 3) &&
    typeof formatted === 'boolean'
  )
}

function damaged(paths: HomePaths, cause: unknown): StartupError {
  return damagedHome(paths, `${paths.description} cannot be read`, cause)
}

/** The sentence for a home that no start can mend. `what` says which part, without its content. */
export function damagedHome(paths: HomePaths, what: string, cause?: unknown): StartupError {
  return new StartupError(
    `The home ${paths.home} is damaged (${what}): restore it from a copy, or choose another directory with HEADGATE_HOME.`,
    { cause },
  )
}
