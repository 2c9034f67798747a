import { readFileSync } from 'node:fs'
import { parseProperties } from '../../../local/broker/properties-text.ts'
import type { Address } from '../wire/connection.ts'

export interface Login {
  readonly username: string
  readonly password: string
}

/** Where and as whom to log in, as a client.properties says it. */
export interface RawParty {
  /** The first of its servers. */
  readonly address: Address
  /** All that are named there. */
  readonly addresses: readonly Address[]
  readonly login: Login
}

/**
 * Reads what `/connection?format=properties` prints, a line a property.
 * @throws Error when there is no server, user name or password in it.
 */
export function readClientProperties(file: string): RawParty {
  const properties = parseProperties(readFileSync(file, 'utf8'))
  const value = (name: string) => unescaped(properties.get(name) ?? '')
  const servers = value('bootstrap.servers').split(',')
  const jaas = value('sasl.jaas.config')
  const [username, password] = ['username', 'password'].map((name) => quoted(jaas, name))
  const caPem = value('ssl.truststore.certificates')
  const addresses = servers.flatMap((server) => addressOf(server, caPem))
  const [address] = addresses
  if (address === undefined || !username || !password)
    throw new Error(`${file} lacks a server, a user name or a password.`)
  return { address, addresses, login: { username, password } }
}

function addressOf(server: string, caPem: string): Address[] {
  const [host, port] = server.trim().split(':')
  return host && port ? [{ host, port: Number(port), ...(caPem === '' ? {} : { caPem }) }] : []
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' }

/** https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader) */
function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, unit?: string, sign?: string) =>
    unit === undefined
      ? (ESCAPED[sign ?? ''] ?? sign ?? '')
      : String.fromCharCode(Number.parseInt(unit, 16)),
  )
}

function quoted(jaas: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="((?:[^"\\\\]|\\\\.)*)"`)
    .exec(jaas)?.[1]
    ?.replaceAll(/\\(.)/g, '$1')
}
