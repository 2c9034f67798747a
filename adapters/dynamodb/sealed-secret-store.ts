import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Secret, SecretStore } from '../../core/credential/credential-ports.ts'
import { isServiceError, ServiceError } from '../../core/kernel/service-error.ts'
import { IS_NEW } from './conditions.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, itemOf, putItem, type RawItem, readItem } from './items.ts'
import { secretKey } from './keys.ts'
import { mapBounded } from './map-bounded.ts'
import { SEALING_KEY_BYTES, type Sealed, seal, unseal } from './seal.ts'
import { guarded } from './store-errors.ts'

/** Enough to hide the way to the store, few enough to leave it room for others. */
const AT_ONCE = 16

const sealedSchema: z.ZodType<Sealed> = z.strictObject({
  nonce: z.instanceof(Uint8Array),
  ciphertext: z.instanceof(Uint8Array),
  tag: z.instanceof(Uint8Array),
})

/**
 * Passwords of Kafka users for the embedded mode, each sealed under a key of 32 bytes that lies outside the store; in
 * AWS they are kept by Secrets Manager. A wrong key shows as `internal`, without anything of what was sealed.
 */
export function sealedSecretStore(table: DynamoTable, key: Uint8Array): SecretStore {
  if (key.length !== SEALING_KEY_BYTES) {
    throw new ServiceError('internal', `The sealing key has ${SEALING_KEY_BYTES} bytes.`)
  }
  return {
    ensure: (proposals) =>
      mapBounded(proposals, AT_ONCE, async (proposal) => {
        const stored = await putUnlessThere(table, key, proposal)
        return stored === undefined ? proposal : opened(key, proposal.username, stored)
      }),

    async get(username) {
      const item = await getItem(table, secretKey(username))
      return item === undefined ? undefined : opened(key, username, item)
    },

    async remove(usernames) {
      await mapBounded(usernames, AT_ONCE, (username) => forget(table, username))
    },
  }
}

/** Answers with the item that was there before, if one was. */
async function putUnlessThere(
  table: DynamoTable,
  key: Uint8Array,
  { username, password }: Secret,
): Promise<RawItem | undefined> {
  const item = itemOf(secretKey(username), seal(key, username, password))
  try {
    await putItem(table, { Item: item, ...IS_NEW })
    return undefined
  } catch (error) {
    if (!isServiceError(error, 'conflict')) throw error
    const stored = await getItem(table, secretKey(username))
    // Removed between the two: whoever asked must ask again, as nothing is stored.
    if (stored === undefined) throw error
    return stored
  }
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

async function forget(table: DynamoTable, username: string): Promise<void> {
  const remove = new DeleteCommand({ TableName: table.name, Key: { ...secretKey(username) } })
  await guarded(table.documents.send(remove))
}
