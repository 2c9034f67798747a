import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { errorCode, StartupError } from '../startup-error.ts'
import { writeDurably } from './durable-file.ts'
import type { HomePaths } from './home-paths.ts'

/** What a home knows of one of its clusters. */
export interface ClusterDescription {
  /** Kafka's cluster id: 16 random bytes in base64url. */
  clusterId: string
  /** True once every broker has its directory: from then on a missing one is damage and not a first start cut short. */
  formatted: boolean
}

/** What a home was made as; decided at its first start and kept. It speaks of the first cluster. */
export interface HomeDescription extends ClusterDescription {
  layout: 1
  brokers: 1 | 3
  /** The second cluster and the third, where there are some. */
  moreClusters?: readonly ClusterDescription[]
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

/** The home with as many clusters as are wanted; a home never loses one by itself. */
export function withClusters(description: HomeDescription, count: number): HomeDescription {
  const { moreClusters = [] } = description
  const missing = Math.max(0, count - 1 - moreClusters.length)
  if (missing === 0) return description
  const made = Array.from({ length: missing }, () => ({
    clusterId: newClusterId(),
    formatted: false,
  }))
  return { ...description, moreClusters: [...moreClusters, ...made] }
}

/** The first cluster, then the others. */
export function clustersOf(description: HomeDescription): readonly ClusterDescription[] {
  const { clusterId, formatted, moreClusters = [] } = description
  return [{ clusterId, formatted }, ...moreClusters]
}

/** The description once the brokers of that cluster (0 is the first) have their directories. */
export function withFormatted(description: HomeDescription, index: number): HomeDescription {
  if (index === 0) return { ...description, formatted: true }
  const moreClusters = (description.moreClusters ?? []).map((cluster, n) =>
    n === index - 1 ? { ...cluster, formatted: true } : cluster,
  )
  return { ...description, moreClusters }
}

/** Kafka's tools take an argument that begins with a dash for an option. */
function newClusterId(): string {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? newClusterId() : id
}

function isDescription(value: unknown): value is HomeDescription {
  if (typeof value !== 'object' || value === null) return false
  const { layout, brokers, moreClusters } = value as Record<string, unknown>
  return (
    layout === 1 &&
    isClusterDescription(value) &&
    (brokers === 1 || brokers === 3) &&
    (moreClusters === undefined ||
      (Array.isArray(moreClusters) && moreClusters.every(isClusterDescription)))
  )
}

function isClusterDescription(value: unknown): value is ClusterDescription {
  if (typeof value !== 'object' || value === null) return false
  const { clusterId, formatted } = value as Record<string, unknown>
  return (
    typeof clusterId === 'string' && /^[\w-]{22}$/.test(clusterId) && typeof formatted === 'boolean'
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
