import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import type { Route } from '../../../lambdas/http/route.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
import { AUDITED, type AuditedRow } from './audited-rows.ts'
import { type DeedWorld, deedFor, deedWorld } from './deeds.ts'

const mutations = allRoutes.filter(({ method }) => method !== 'GET')

/** The events of one request that works. */
async function eventsOf(world: DeedWorld, row: Route<never>) {
  const { api } = world
  const { method, path, ...options } = await deedFor(world, row)
  const headers = { 'x-request-id': 'the-deed' }
  const answer = await api.call(method, path, { ...options, headers })
  expect([answer.status < 300, answer.text]).toEqual([true, answer.text])
  return [...api.parts.database.auditEvents.values()].filter(
    ({ requestId }) => requestId === 'the-deed',
  )
}

function expectedOf({ operationId }: Route<never>): AuditedRow {
  const row = AUDITED[operationId]
  if (row === undefined)
    throw new Error(
      `${operationId} changes something: say in test/lambdas/http/audited-rows.ts what the trail shows of it.`,
    )
  return row
}

describe('What a request changed is on the trail', () => {
  it.each(mutations.map((row) => [row.operationId, row] as const))('%s', async (_, row) => {
    const expected = expectedOf(row)
    const events = await eventsOf(await deedWorld(), row)
    if ('because' in expected) {
      for (const { before, after } of events) expect({ before, after }).toEqual({})
      return
    }
    const { action: meant } = expected
    const shown = events
      .filter(({ action }) => meant === undefined || action === meant)
      .map(({ before, after }) => ({ before, after }))
    expect(shown).toEqual([{ before: expected.before, after: expected.after }])
  })

  it('and every row is of a route that there is', () => {
    expect(Object.keys(AUDITED).toSorted()).toEqual(
      mutations.map(({ operationId }) => operationId).toSorted(),
    )
  })

  it('and is shown by the API, null where there was or is nothing', async () => {
    const { ann, api } = await deedWorld()
    const page = z.object({ items: z.array(z.looseObject({ action: z.string() })) })
    const trail = page.parse((await ann.call('GET', '/account/audit-events')).json()).items
    const event = trail.find(({ action }) => action === 'token.create')
    expect(event).toMatchObject({ before: null, after: { name: 'ci', role: 'viewer' } })
    expect(trail.find(({ action }) => action === 'webhook.test')).toMatchObject({
      before: null,
      after: null,
    })
    const operators = await api.call('GET', '/operator/audit-events', { token: OPERATOR_TOKEN })
    expect(operators.text).toContain('"after":{"name":"c-')
  })

  it('says what was cut', async () => {
    const { ann } = await deedWorld()
    const name = (n: number) => `${'long-'.repeat(30)}${n}`
    const topics = Array.from({ length: 12 }, (_, n) => ({ name: name(n) }))
    await ann.call('POST', '/tenants', { body: { name: 'wide', plan: 'basic-0', topics } })
    const query = { action: 'tenant.create' }
    const trail = (await ann.call('GET', '/account/audit-events', { query })).text
    expect(trail).toContain('"cut":["topics"]')
    expect(trail).toContain(name(5))
    expect(trail).not.toContain(name(7))
  })
})
