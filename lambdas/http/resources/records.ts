import * as z from 'zod'
import { peekRecords } from '../../../core/record/peek-records.ts'
import { produceRecords } from '../../../core/record/produce-records.ts'
import { ok } from '../answers.ts'
import type { DataDeps } from '../deps.ts'
import { param } from '../param.ts'
import { bytesOf, payloadSchema, textSchema } from '../payload.ts'
import { peekInputOf, placeCursor, recordQuerySchema } from '../record-query.ts'
import { type Call, type Route, route } from '../route.ts'
import {
  recordPageSchema,
  recordPageView,
  writtenSchema,
  writtenView,
} from '../views/record-view.ts'

const RECORDS_MAX = 100
const HEADERS_MAX = 50
const HEADER_KEY_MAX = 255

const sentRecordSchema = z.strictObject({
  partition: z.int().min(0, { error: 'Partitions count from 0.' }).optional(),
  key: payloadSchema.nullable().optional(),
  value: payloadSchema.nullable(),
  headers: z
    .array(
      z.strictObject({
        key: textSchema.max(HEADER_KEY_MAX, {
          error: `The key of a header has at most ${HEADER_KEY_MAX} characters.`,
        }),
        value: payloadSchema,
      }),
    )
    .max(HEADERS_MAX, { error: `A record has at most ${HEADERS_MAX} headers here.` })
    .optional(),
})

const produceSchema = z.strictObject({
  records: z
    .array(sentRecordSchema)
    .min(1, { error: 'Send at least one record.' })
    .max(RECORDS_MAX, { error: `Send at most ${RECORDS_MAX} records at once.` }),
})

/** Records through HTTP, a few at a time: for the console, curl and tests; anything busy uses a client of Kafka. */
export const recordRoutes: readonly Route<DataDeps>[] = [
  route({
    method: 'GET',
    path: '/tenants/{tenantId}/topics/{topicName}/records',
    operationId: 'peekRecords',
    summary: 'Look at records: the newest, or from an end, an offset or a time onwards',
    tag: 'records',
    access: 'record.read',
    query: recordQuerySchema,
    answers: {
      200: {
        description:
          'Records with their bytes as text, as JSON or in base64; no offset is committed.',
        schema: recordPageSchema,
      },
    },
    refusals: ['conflict'],
    handle: async (deps, { actor, params, query }) => {
      const target = targetOf(params)
      const peeked = await peekRecords(deps, actor, target, peekInputOf(query))
      const page = recordPageView(peeked, query.as)
      const { next } = peeked
      return ok(next === undefined ? page : { ...page, nextCursor: placeCursor(next) })
    },
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenantId}/topics/{topicName}/records',
    operationId: 'produceRecords',
    summary: 'Write a few records',
    tag: 'records',
    access: 'record.write',
    body: produceSchema,
    bodyExample: {
      records: [
        {
          key: 'order-7',
          value: { encoding: 'json', data: { total: 12 } },
          headers: [{ key: 'source', value: 'curl' }],
        },
      ],
    },
    answers: {
      200: {
        description: 'Where each went. Written at least once: after 503 they may be there.',
        schema: writtenSchema,
      },
    },
    repeatable: false,
    handle: async (deps, call) => {
      const records = call.body.records.map(({ key = null, value, headers = [], partition }) => ({
        partition,
        key: bytesOf(key),
        value: bytesOf(value),
        headers: headers.map((header) => ({
          key: Buffer.from(header.key, 'utf8'),
          value: bytesOf(header.value),
        })),
      }))
      const written = await produceRecords(deps, call, targetOf(call.params), records)
      return ok(writtenView(written))
    },
  }),
]

function targetOf(params: Call<unknown, unknown>['params']) {
  return { tenantId: param(params, 'tenantId'), topicName: param(params, 'topicName') }
}
