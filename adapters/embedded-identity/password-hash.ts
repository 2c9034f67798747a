import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** N = 2^costLog2, with r and p as scrypt has them (RFC 7914, 2). */
export interface ScryptCost {
  readonly costLog2: number
  readonly blockSize: number
  readonly parallelization: number
}

/** 32 MiB each. One of the equally strong choices of https://cheatsheetseries.owasp.org, "Password Storage". */
export const DEFAULT_COST: ScryptCost = { costLog2: 15, blockSize: 8, parallelization: 3 }

const HASH_BYTES = 32
const TEXT =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

/** `$scrypt$ln=…,r=…,p=…$salt$hash`: parameters and salt go with the hash, so that the cost can be raised later. */
export async function hashPassword(password: string, cost: ScryptCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  const { costLog2, blockSize, parallelization } = cost
  return `$scrypt$ln=${costLog2},r=${blockSize},p=${parallelization}$${text(salt)}$${text(hash)}`
}

/** False for another password, and for a text that is no hash. */
export async function isPassword(password: string, hashText: string): Promise<boolean> {
  const [, costLog2, blockSize, parallelization, salt, hash] = TEXT.exec(hashText) ?? []
  if (salt === undefined || hash === undefined) return false
  const cost = {
    costLog2: Number(costLog2),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
  }
  const given = await derive(password, Buffer.from(salt, 'base64'), cost)
  return timingSafeEqual(given, Buffer.from(hash, 'base64'))
}

/** On the thread pool. NFKC, as the same keys do not make the same code points on every machine (NIST SP 800-63B, 5.1.1.2). */
function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const { costLog2, blockSize: r, parallelization: p } = cost
  const N = 2 ** costLog2
  const options: ScryptOptions = { N, r, p, maxmem: 256 * r * (N + p) }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) => {
      if (error === null) resolve(hash)
      else reject(error)
    })
  })
}

function text(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
