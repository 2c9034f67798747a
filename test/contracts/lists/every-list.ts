import * as z from 'zod'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import { accountLists, filteredLists } from './account-lists.ts'
import { billingLists } from './billing-lists.ts'
import type { Lists } from './list-under-test.ts'
import { filteredOperatorLists, operatorLists } from './operator-lists.ts'
import { tenantLists } from './tenant-lists.ts'

/** Every list of the API by its operation. A route that lists and has no row here fails a test. */
export const LISTS: Lists = { ...accountLists, ...tenantLists, ...billingLists, ...operatorLists }

/** The same with something left out by its query. */
export const FILTERED = [filteredLists, ...filteredOperatorLists].flatMap((lists) =>
  Object.entries(lists),
)

const shape = z.object({ properties: z.record(z.string(), z.unknown()).default({}) })
const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  shape.parse(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).properties

/** What the route table has as lists: whatever goes on from a cursor. */
export const LISTING = allRoutes.filter(
  ({ query }) => query !== undefined && Object.hasOwn(jsonSchemaOf(query, 'input'), 'cursor'),
)

/** Routes that read and answer with items, whether they say where to go on or not. */
export const WITH_ITEMS = allRoutes.filter(({ method, answers }) => {
  const schema = answers[200]?.schema
  return (
    method === 'GET' &&
    schema !== undefined &&
    Object.hasOwn(jsonSchemaOf(schema, 'output'), 'items')
  )
})
