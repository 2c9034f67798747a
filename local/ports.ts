import { createServer } from 'node:net'
import { randomInt } from 'node:crypto'
import { INTERNAL_PORTS_PER_BROKER } from './broker/cluster-plan.ts'
import { portClaims } from './port-claims.ts'
import { errorCode, StartupError } from './startup-error.ts'

/** Below the ranges from which Linux and macOS take ports for outgoing connections, so that none of those gets in the way later. */
const LOWEST_FREE_PORT = 20_000
const HIGHEST_FREE_PORT = 32_767
const MOST_TRIES = 1_000

/** Ports of one stack, all on 127.0.0.1. */
export interface StackPorts {
  /** 0: the API chooses. */
  api: number
  /** One for each broker's tenant listener. */
  kafka: readonly number[]
  /** For listeners that only our own processes use. */
  brokerInternal: readonly number[]
  store: number
}

/**
 * Kafka's ports follow the API's; those that nobody outside uses are free ones, chosen anew at every start.
 * @throws StartupError when a port that the person chose is taken.
 */
export async function planPorts(apiPort: number, brokers: number): Promise<StackPorts> {
  const internal = INTERNAL_PORTS_PER_BROKER * brokers
  if (apiPort === 0) {
    const free = await chooseFreePorts(brokers + internal + 1)
    return {
      api: 0,
      kafka: free.slice(0, brokers),
      brokerInternal: free.slice(brokers, -1),
      store: free.at(-1) ?? 0,
    }
  }
  const kafka = Array.from({ length: brokers }, (_, index) => apiPort + 1 + index)
  await requireFreePort(apiPort, 'the API')
  for (const port of kafka) await requireFreePort(port, 'Kafka')
  const free = await chooseFreePorts(internal + 1, [apiPort, ...kafka])
  return { api: apiPort, kafka, brokerInternal: free.slice(0, -1), store: free.at(-1) ?? 0 }
}

/** Chooses `count` different loopback ports, none of `except`, that nothing listens on now or is about to. */
export async function chooseFreePorts(
  count: number,
  except: readonly number[] = [],
): Promise<number[]> {
  const claim = portClaims()
  const ports = new Set<number>()
  for (let tries = 0; ports.size < count; tries++) {
    if (tries === MOST_TRIES)
      throw new StartupError(
        `No ${count} free ports were found between ${LOWEST_FREE_PORT} and ${HIGHEST_FREE_PORT} on 127.0.0.1: end some programs and start again.`,
      )
    const port = randomInt(LOWEST_FREE_PORT, HIGHEST_FREE_PORT + 1)
    if (except.includes(port) || !claim(port)) continue
    if ((await whyTaken(port)) === undefined) ports.add(port)
  }
  return [...ports]
}

/**
 * Makes sure that somebody can listen on `port`; `owner` says whose it is ("the API").
 * @throws StartupError naming the port and the variable that moves it.
 */
async function requireFreePort(port: number, owner: string): Promise<void> {
  const reason = await whyTaken(port)
  if (reason !== undefined) throw portTaken(port, owner, reason)
}

/** The sentence for a port that cannot be had. `code` is the code of the system error. */
export function portTaken(port: number, owner: string, code: string): StartupError {
  const what = code === 'EACCES' ? `may not be opened by this user` : `is taken by another program`
  return new StartupError(
    `Port ${port} on 127.0.0.1, meant for ${owner}, ${what}: choose another first port with HEADGATE_PORT (0 takes free ones).`,
  )
}

function whyTaken(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(errorCode(error) ?? 'unknown'))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    )
  })
}
