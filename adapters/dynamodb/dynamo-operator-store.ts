import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Operator } from '../../core/account/operator.ts'
import type { OperatorStore } from '../../core/account/operator-ports.ts'
import { notFound, ServiceError } from '../../core/kernel/service-error.ts'
import { IS_NEW } from './conditions.ts'
import { countUp } from './count.ts'
import { auditWrites } from './dynamo-audit-store.ts'
import type { DynamoTable } from './dynamo-table.ts'
import { getItem, ITEM_VERSION, itemOf, readItem } from './items.ts'
import {
  burntSecretKey,
  OPERATOR_PREFIX,
  OPERATORS_PARTITION,
  operatorCountKey,
  operatorKey,
} from './account-keys.ts'
import { queryPage } from './query-page.ts'
import { operatorSchema } from './records.ts'
import { type TransactWrite, transactDurably } from './transact.ts'

export function dynamoOperatorStore(table: DynamoTable): OperatorStore {
  return {
    async get(id) {
      const item = await getItem(table, operatorKey(id))
      return item === undefined ? undefined : readItem(operatorSchema, item)
    },

    async list(request) {
      const listing = {
        partition: OPERATORS_PARTITION,
        prefix: OPERATOR_PREFIX,
        order: 'ascending',
      } as const
      const page = await queryPage(table, listing, request)
      return { ...page, items: page.items.map((item) => readItem(operatorSchema, item)) }
    },

    claim: (operator, fingerprint, event, max) =>
      transactDurably(
        table,
        [burn(fingerprint), ...addition(operator, event, max)],
        operatorKey(operator.id),
      ),

    add: (operator, event, max) =>
      transactDurably(table, addition(operator, event, max), operatorKey(operator.id)),

    remove: (id, event) => transactDurably(table, removal(id, event), operatorCountKey()),
  }
}

function addition(operator: Operator, event: AuditEvent, max: number): readonly TransactWrite[] {
  return [
    {
      put: { Item: itemOf(operatorKey(operator.id), operator), ...IS_NEW },
      refusal: () => new ServiceError('conflict', 'There is an operator of this id already.'),
    },
    countUp(
      operatorCountKey(),
      max,
      () =>
        new ServiceError('limit_reached', `There are ${max} operators already. Remove one first.`),
    ),
    ...auditWrites(event),
  ]
}

/** The count is guarded in the same transaction, so that of the last two who are removed at once one stays. */
function removal(id: string, event: AuditEvent): readonly TransactWrite[] {
  return [
    {
      remove: { Key: { ...operatorKey(id) }, ConditionExpression: 'attribute_exists(pk)' },
      refusal: () => notFound('operator'),
    },
    {
      update: {
        Key: { ...operatorCountKey() },
        UpdateExpression: 'ADD used :less',
        ConditionExpression: 'used > :one',
        ExpressionAttributeValues: { ':less': -1, ':one': 1 },
      },
      refusal: () => new ServiceError('conflict', 'The last operator cannot be removed.'),
    },
    ...auditWrites(event),
  ]
}

/** For good: a copy of the secret that turns up later is worth nothing. */
function burn(fingerprint: string): TransactWrite {
  return {
    put: { Item: { ...burntSecretKey(fingerprint), v: ITEM_VERSION }, ...IS_NEW },
    refusal: () => new ServiceError('conflict', 'This bootstrap secret was used already.'),
  }
}
