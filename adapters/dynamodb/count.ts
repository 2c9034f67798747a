import type { ServiceError } from '../../core/kernel/service-error.ts'
import { ITEM_VERSION } from './items.ts'
import type { Key } from './keys.ts'
import type { TransactWrite } from './transact.ts'

/** One more of what the item at that key counts, unless there are `max` (at least 1) already. */
export function countUp(key: Key, max: number, refusal: () => ServiceError): TransactWrite {
  return {
    update: {
      Key: { ...key },
      UpdateExpression: 'SET v = :v ADD used :one',
      ConditionExpression: 'attribute_not_exists(used) OR used < :max',
      ExpressionAttributeValues: { ':v': ITEM_VERSION, ':one': 1, ':max': max },
    },
    refusal,
  }
}

/** One less. Another condition of the transaction must make sure that it was counted, and that this is the only time. */
export function countDown(key: Key): TransactWrite {
  return {
    update: {
      Key: { ...key },
      UpdateExpression: 'ADD used :less',
      ExpressionAttributeValues: { ':less': -1 },
    },
  }
}
