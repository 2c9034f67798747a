import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../startup-error.ts'
import { writeDurably } from './durable-file.ts'
import { damagedHome } from './home-description.ts'
import type { HomePaths } from './home-paths.ts'

/** The secrets of a home. Each is made once; losing one would make what it protects unreadable, so a lost one is never replaced. */
export interface HomeKeys {
  tokenPepper: Buffer
  sealingKey: Buffer
  sessionSigningKeyPem: string
  operatorToken: string
  caKeyPem: string
}

interface KeyFile {
  name: string
  make(): Buffer
  isWhole(content: Buffer): boolean
}

const KEY_BYTES = 32
const isSymmetricKey = (content: Buffer) => content.length === KEY_BYTES

/** Reads the keys of a home, making those that a new home (`isNew`) does not have yet. */
export function loadKeys(paths: HomePaths, isNew: boolean): HomeKeys {
  const load = (file: KeyFile) => loadKey(paths, isNew, file)
  return {
    tokenPepper: load({
      name: 'token-pepper',
      make: () => randomBytes(KEY_BYTES),
      isWhole: isSymmetricKey,
    }),
    sealingKey: load({
      name: 'sealing-key',
      make: () => randomBytes(KEY_BYTES),
      isWhole: isSymmetricKey,
    }),
    sessionSigningKeyPem: load({
      name: 'session-signing-key.pem',
      make: newRsaKey,
      isWhole: isPrivateKey('rsa'),
    }).toString(),
    operatorToken: load({
      name: 'operator-token',
      make: newOperatorToken,
      isWhole: (content) => /^hgo_[\w-]{43}$/.test(content.toString()),
    }).toString(),
    caKeyPem: load({ name: 'ca-key.pem', make: newEcKey, isWhole: isPrivateKey('ec') }).toString(),
  }
}

function loadKey(paths: HomePaths, isNew: boolean, file: KeyFile): Buffer {
  const path = join(paths.keys, file.name)
  const existing = readKey(paths, path)
  if (existing === undefined && !isNew) throw damagedHome(paths, `the key ${path} is missing`)
  if (existing !== undefined && !file.isWhole(existing))
    throw damagedHome(paths, `the key ${path} is not whole`)
  if (existing !== undefined) return existing
  const made = file.make()
  writeDurably(path, made)
  return made
}

function readKey(paths: HomePaths, path: string): Buffer | undefined {
  try {
    // Somebody may have copied the home in a way that opened it to others.
    chmodSync(path, 0o600)
    return readFileSync(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw damagedHome(paths, `the key ${path} cannot be read`, error)
  }
}

function newOperatorToken(): Buffer {
  return Buffer.from(`hgo_${randomBytes(KEY_BYTES).toString('base64url')}`)
}

function newRsaKey(): Buffer {
  return Buffer.from(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    }),
  )
}

function newEcKey(): Buffer {
  return Buffer.from(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    }),
  )
}

function isPrivateKey(type: 'rsa' | 'ec'): (content: Buffer) => boolean {
  return (content) => {
    try {
      return createPrivateKey(content).asymmetricKeyType === type
    } catch {
      return false
    }
  }
}
