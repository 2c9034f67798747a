import {
  type API,
  Connection,
  type ConnectionOptions,
  GenericError,
  MultipleErrors,
  NetworkError,
  ResponseError,
  TimeoutError,
} from '@platformatic/kafka'
import type { AdminRequests } from './admin-requests.ts'
import { unavailable } from './errors.ts'

export interface BrokerAddress {
  readonly host: string
  readonly port: number
}

export interface AdminConnectionOptions {
  /** `host:port[,host:port…]`; any of them will do, as brokers forward changes to the controller. */
  readonly bootstrapServers: string
  readonly sasl: NonNullable<ConnectionOptions['sasl']>
  /** Absent: plain text. Without `ca`: certificates of public authorities, as Amazon MSK has. */
  readonly tls?: { readonly ca?: string }
  readonly requestTimeoutMs: number
}

const CONNECT_TIMEOUT_MAX_MS = 5_000

/** One connection to one broker, opened when needed, kept while the broker keeps it, replaced when it is gone. */
export class AdminConnection implements AdminRequests {
  readonly requestTimeoutMs: number
  readonly #options: AdminConnectionOptions
  #servers: readonly BrokerAddress[]
  #opened: Promise<Connection> | undefined

  constructor(options: AdminConnectionOptions) {
    this.#options = options
    this.requestTimeoutMs = options.requestTimeoutMs
    this.#servers = options.bootstrapServers.split(',').map(parseAddress)
  }

  async ask<Args extends unknown[], Answer>(
    api: API<Args, Answer>,
    ...args: Args
  ): Promise<Answer> {
    const wasOpen = this.#opened !== undefined
    try {
      return await this.#exchange(api, args)
    } catch (error) {
      // A broker closes idle connections (connections.max.idle.ms) and the request may cross with that.
      if (!wasOpen || !(error instanceof NetworkError)) throw translated(error)
    }
    return this.#exchange(api, args).catch((error: unknown) => {
      throw translated(error)
    })
  }

  async close(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    const connection = await opened?.catch(() => undefined)
    if (connection !== undefined) await discard(connection)
  }

  async #exchange<Args extends unknown[], Answer>(
    api: API<Args, Answer>,
    args: Args,
  ): Promise<Answer> {
    const opened = this.#opened ?? this.#open()
    const connection = await opened
    try {
      return await api.async(connection, ...args)
    } catch (error) {
      // The library throws on the first bad item; the answer it parsed is there all the same.
      if (error instanceof ResponseError) return error.response as Answer
      if (error instanceof NetworkError || error instanceof TimeoutError) this.#forget(opened)
      throw error
    }
  }

  #open(): Promise<Connection> {
    const opened = this.#dialAny()
    this.#opened = opened
    const forget = (): void => this.#forget(opened)
    opened.then((connection) => {
      connection.once('close', () => {
        forget()
        // Ended by the broker, it would keep its timer for logging in again; closing it takes that away.
        void connection.close()
      })
    }, forget)
    return opened
  }

  /** Of this connection only: the next one may be open already when an old one reports its end. */
  #forget(opened: Promise<Connection>): void {
    if (this.#opened === opened) this.#opened = undefined
  }

  async #dialAny(): Promise<Connection> {
    const errors: Error[] = []
    for (const server of this.#servers) {
      try {
        const connection = await this.#dial(server)
        this.#servers = [server, ...this.#servers.filter((other) => other !== server)]
        return connection
      } catch (error) {
        errors.push(error instanceof Error ? error : new Error(String(error)))
      }
    }
    throw new MultipleErrors('No broker let the administrator in.', errors)
  }

  async #dial({ host, port }: BrokerAddress): Promise<Connection> {
    const { sasl, tls, requestTimeoutMs } = this.#options
    const connection = new Connection('headgate-admin', {
      connectTimeout: Math.min(CONNECT_TIMEOUT_MAX_MS, requestTimeoutMs),
      requestTimeout: requestTimeoutMs,
      sasl,
      ...(tls === undefined ? {} : { tls: { ...tls } }),
    })
    // Without a listener an error of an idle connection would end the process.
    connection.on('error', () => {})
    try {
      await connection.connect(host, port)
      return connection
    } catch (error) {
      await discard(connection)
      throw error
    }
  }
}

/** Ends a connection in whatever state it is; the library leaves the socket of a failed one half open. */
export async function discard(connection: Connection): Promise<void> {
  const closed = connection.close()
  connection.socket?.destroy()
  await closed
}

function translated(error: unknown): unknown {
  return error instanceof GenericError || error instanceof MultipleErrors
    ? unavailable(error)
    : error
}

function parseAddress(text: string): BrokerAddress {
  const colon = text.lastIndexOf(':')
  return { host: text.slice(0, colon).trim(), port: Number(text.slice(colon + 1)) }
}
