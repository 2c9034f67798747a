import * as z from 'zod'
import type { Secret, SecretStore } from '../../core/credential/credential-ports.ts'
import { isServiceError, ServiceError } from '../../core/kernel/service-error.ts'
import { batchGet } from './batch-get.ts'
import { IS_NEW } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, type RawItem, readItem } from './items.ts'
import { secretKey } from './keys.ts'
import { SEALING_KEY_BYTES, type Sealed, seal, unseal } from './seal.ts'
import { changedMeanwhile } from './store-errors.ts'
import { TRANSACTION_WRITES_MAX, transactDurably, tryTransact } from './transact.ts'

const sealedSchema: z.ZodType<Sealed> = z.strictObject({
  nonce: z.instanceof(Uint8Array),
  ciphertext: z.instanceof(Uint8Array),
  tag: z.instanceof(Uint8Array),
})

/**
 * Passwords of Kafka users for the embedded mode, each sealed under a key of 32 bytes that lies outside the store; in
 * AWS they are kept by Secrets Manager. A wrong key shows as `internal`, without anything of what was sealed.
 *
 * Writes go a hundred at a time: the embedded store takes a transaction of a hundred items in the time of ten single ones.
 */
export function sealedSecretStore(table: DynamoTable, key: Uint8Array): SecretStore {
  if (key.length !== SEALING_KEY_BYTES) {
    throw new ServiceError('internal', `The sealing key has ${SEALING_KEY_BYTES} bytes.`)
  }
  return {
    async ensure(proposals) {
      const stored = new Map<string, Secret>()
      for (const chunk of chunksOf(firstOfEach(proposals))) {
        for (const secret of await ensureChunk(table, key, chunk))
          stored.set(secret.username, secret)
      }
      return proposals.map(({ username }) => found(stored.get(username)))
    },

    async get(username) {
      const item = await getItem(table, secretKey(username))
      return item === undefined ? undefined : opened(key, username, item)
    },

    async remove(usernames) {
      for (const chunk of chunksOf([...new Set(usernames)])) await removeChunk(table, chunk)
    },
  }
}

/** The read after the writes hands out what is really stored, and makes the writes outlive a kill of the store. */
async function ensureChunk(
  table: DynamoTable,
  key: Uint8Array,
  proposals: readonly Secret[],
): Promise<readonly Secret[]> {
  const [only] = proposals
  if (only !== undefined && proposals.length === 1) return [await ensureOne(table, key, only)]
  await putMissing(table, key, proposals)
  const names = new Map(proposals.map(({ username }) => [secretKey(username).pk, username]))
  const items = await batchGet(table, [...names.values()].map(secretKey))
  return items.map((item) => opened(key, names.get(String(item.pk)) ?? '', item))
}

/** A plain write needs no read after it: new, it is what was proposed, and it outlives a kill of the store. */
async function ensureOne(table: DynamoTable, key: Uint8Array, proposal: Secret): Promise<Secret> {
  const { username, password } = proposal
  const at = secretKey(username)
  try {
    await putItem(table, { Item: itemOf(at, seal(key, username, password)), ...IS_NEW })
    return proposal
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
    const stored = await getItem(table, at)
    return stored === undefined ? ensureOne(table, key, proposal) : opened(key, username, stored)
  }
}

/** Those that were refused are there already: the others are tried again without them. */
async function putMissing(
  table: DynamoTable,
  key: Uint8Array,
  proposals: readonly Secret[],
): Promise<void> {
  if (proposals.length === 0) return
  const writes = proposals.map(({ username, password }) => ({
    put: { Item: itemOf(secretKey(username), seal(key, username, password)), ...IS_NEW },
  }))
  const refused = await tryTransact(table, writes)
  if (refused.length === 0) return
  await putMissing(
    table,
    key,
    proposals.filter((_, place) => !refused.includes(place)),
  )
}

async function removeChunk(table: DynamoTable, usernames: readonly string[]): Promise<void> {
  const keys = usernames.map(secretKey)
  const [first] = keys
  if (first === undefined) return
  const writes = keys.map((key) => ({ remove: { Key: { ...key } } }))
  await transactDurably(table, writes, first)
}

function opened(key: Uint8Array, username: string, item: RawItem): Secret {
  const sealed = readItem(sealedSchema, item)
  try {
    return { username, password: unseal(key, username, sealed) }
  } catch (cause) {
    throw new ServiceError(
      'internal',
      'A stored password does not open: the sealing key is not the one that it was sealed with.',
      { cause },
    )
  }
}

/** One that was removed between the write and the read: whoever asked must ask again, as nothing is stored. */
function found(secret: Secret | undefined): Secret {
  if (secret === undefined) throw changedMeanwhile()
  return secret
}

/** A transaction may not name an item twice. */
function firstOfEach(proposals: readonly Secret[]): readonly Secret[] {
  return [...new Map(proposals.toReversed().map((each) => [each.username, each])).values()]
}

function chunksOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  const starts = Array.from(
    { length: Math.ceil(all.length / TRANSACTION_WRITES_MAX) },
    (_, chunk) => chunk * TRANSACTION_WRITES_MAX,
  )
  return starts.map((start) => all.slice(start, start + TRANSACTION_WRITES_MAX))
}
