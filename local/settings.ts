import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import type { Reach } from '../core/webhook/check-url.ts'
import { StartupError } from './startup-error.ts'

/** What a person may choose about one embedded stack. */
export interface Settings {
  /** Absolute path of the directory that holds all state. */
  home: string
  /** Port of the API; Kafka's ports follow it. 0 stands for free ports. */
  apiPort: number
  /** Undefined: as many as the home was made with, one for a new home. */
  brokers: 1 | 3 | undefined
  /** From the end of one sweep for drift to the beginning of the next. */
  sweepEveryMs: number
  /** Undefined: as many as the home has, one for a new home. */
  clusters: 1 | 2 | 3 | undefined
  /** Absolute path of the directory with downloaded jars, safe to share between checkouts. */
  cache: string
  /** `any` opens loopback and private networks, and http, to webhooks. */
  webhookReach: Reach
}

const DEFAULT_PORT = 4300
const HIGHEST_PORT = 65_535
const SWEEP_SECONDS = 60
const SWEEP_SECONDS_MAX = 86_400
/** Three clusters of three brokers. */
const MOST_BROKERS = 9

/**
 * Reads the HEADGATE_ variables.
 * @throws StartupError one sentence about the first one that cannot be used.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    home: resolve(env['HEADGATE_HOME'] || '.headgate'),
    apiPort: readPort(env),
    brokers: readBrokers(env),
    sweepEveryMs: readSweepSeconds(env) * 1_000,
    clusters: readClusters(env),
    cache: readCache(env),
    webhookReach: readWebhookReach(env),
  }
}

function readPort(env: NodeJS.ProcessEnv): number {
  const text = env['HEADGATE_PORT'] || String(DEFAULT_PORT)
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= HIGHEST_PORT - MOST_BROKERS) return port
  throw new StartupError(
    `HEADGATE_PORT is "${text}", but it must be a port from 1 to ${HIGHEST_PORT - MOST_BROKERS}, or 0 for free ports.`,
  )
}

function readSweepSeconds(env: NodeJS.ProcessEnv): number {
  const text = env['HEADGATE_SWEEP_SECONDS'] || String(SWEEP_SECONDS)
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (seconds >= 1 && seconds <= SWEEP_SECONDS_MAX) return seconds
  throw new StartupError(
    `HEADGATE_SWEEP_SECONDS is "${text}", but it must be a number of seconds from 1 to ${SWEEP_SECONDS_MAX}.`,
  )
}

function readBrokers(env: NodeJS.ProcessEnv): 1 | 3 | undefined {
  const text = env['HEADGATE_BROKERS']
  if (text === undefined || text === '') return undefined
  if (text === '1') return 1
  if (text === '3') return 3
  throw new StartupError(`HEADGATE_BROKERS is "${text}", but it must be 1 or 3.`)
}

function readClusters(env: NodeJS.ProcessEnv): 1 | 2 | 3 | undefined {
  const text = env['HEADGATE_CLUSTERS']
  if (text === undefined || text === '') return undefined
  if (text === '1') return 1
  if (text === '2') return 2
  if (text === '3') return 3
  throw new StartupError(`HEADGATE_CLUSTERS is "${text}", but it must be 1, 2 or 3.`)
}

function readWebhookReach(env: NodeJS.ProcessEnv): Reach {
  const text = env['HEADGATE_WEBHOOKS'] || 'public'
  if (text === 'public' || text === 'any') return text
  throw new StartupError(`HEADGATE_WEBHOOKS is "${text}", but it must be public or any.`)
}

/** The XDG base directory specification says where caches belong: https://specifications.freedesktop.org/basedir-spec/latest/ */
function readCache(env: NodeJS.ProcessEnv): string {
  const cache = resolve(
    env['HEADGATE_CACHE'] ||
      join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'headgate'),
  )
  // Java separates the entries of a class path with this character and knows no way to quote it.
  if (cache.includes(delimiter))
    throw new StartupError(
      `The cache ${cache} has a "${delimiter}" in its path, which Java cannot read: choose another directory with HEADGATE_CACHE.`,
    )
  return cache
}
