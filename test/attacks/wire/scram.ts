import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

export interface ScramLogin {
  readonly username: string
  readonly password: string
  /** On whose behalf; nobody else's is allowed. */
  readonly authorizationId?: string
  /** Extensions of Kafka's, such as `tokenauth=true`. */
  readonly extensions?: string
}

/** The client's two messages of SCRAM-SHA-512 (RFC 5802), so that each can be bent. */
export interface ScramExchange {
  readonly first: string
  /** @throws Error when the server's message is none. */
  final(serverFirst: string): string
}

export function scramExchange(
  login: ScramLogin,
  nonce = randomBytes(18).toString('base64'),
): ScramExchange {
  const { username, password, authorizationId, extensions } = login
  const header = `n,${authorizationId === undefined ? '' : `a=${escaped(authorizationId)}`},`
  const bare = `n=${escaped(username)},r=${nonce}${extensions === undefined ? '' : `,${extensions}`}`
  return {
    first: header + bare,
    final: (serverFirst) => {
      const { r, s, i } = fieldsOf(serverFirst)
      if (r === undefined || s === undefined || i === undefined) throw new Error('no salt was told')
      const withoutProof = `c=${Buffer.from(header).toString('base64')},r=${r}`
      const salted = pbkdf2Sync(password, Buffer.from(s, 'base64'), Number(i), 64, 'sha512')
      const proof = proofOf(salted, `${bare},${serverFirst},${withoutProof}`)
      return `${withoutProof},p=${proof.toString('base64')}`
    },
  }
}

function proofOf(salted: Buffer, message: string): Buffer {
  const clientKey = createHmac('sha512', salted).update('Client Key').digest()
  const storedKey = createHash('sha512').update(clientKey).digest()
  const signature = createHmac('sha512', storedKey).update(message).digest()
  return Buffer.from(clientKey.map((byte, n) => byte ^ (signature[n] ?? 0)))
}

function escaped(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C')
}

function fieldsOf(message: string): Partial<Record<string, string>> {
  return Object.fromEntries(message.split(',').map((field) => [field.slice(0, 1), field.slice(2)]))
}
