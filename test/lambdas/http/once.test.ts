import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { type ApiHandler, createApiHandler } from '../../../lambdas/http/api-handler.ts'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import type { Route } from '../../../lambdas/http/route.ts'
import { type HttpServer, serveHttp } from '../../../local/http-server.ts'
import { logIn } from '../log-in.ts'
import { OPERATOR_TOKEN } from '../parts.ts'
import type { Api } from '../setup.ts'
import { type Deed, type DeedWorld, deedFor, deedWorld } from './deeds.ts'
import { OTHER_BODIES } from './other-bodies.ts'

const KEY = 'the-orders-of-may'

/** Whoever logs out, changes their password or deletes their account cannot ask again in the same way. */
const ENDS_ITS_LOG_IN = ['endSession', 'changePassword', 'deleteAccount']
/** Their first answer held a secret that is not told twice. */
const NOT_TOLD_AGAIN = ['rotateWebhookSecret']

const rows = allRoutes.filter(
  ({ method, access, repeatable, operationId }) =>
    method !== 'GET' &&
    access !== 'public' &&
    repeatable !== false &&
    !ENDS_ITS_LOG_IN.includes(operationId),
)
const named = rows.map((row) => [row.operationId, row] as const)

let server: HttpServer
let handler: ApiHandler

/** One server, and behind it whatever handlers a test has. */
beforeAll(async () => {
  server = await serveHttp((event, context) => handler(event, context), {
    host: '127.0.0.1',
    port: 0,
  })
})

afterAll(() => server.close())

interface Heard {
  readonly status: number
  readonly text: string
  readonly code?: string
}

type Send = (deed: Deed, headers?: Record<string, string>) => Promise<Heard>

/** The real handlers behind node:http. */
function serve({ parts, document }: Api): Send {
  handler = createApiHandler({ ...parts, openApi: async () => document }, allRoutes, (fault) => {
    throw fault.error
  })
  const base = `http://127.0.0.1:${server.port}/v1`
  return async ({ method, path, body, token }, headers = {}) => {
    const answer = await fetch(base + path, {
      method,
      headers: {
        'Idempotency-Key': KEY,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const { code } = z
      .object({ code: z.string().optional() })
      .parse(text === '' ? {} : JSON.parse(text))
    return { status: answer.status, text, ...(code === undefined ? {} : { code }) }
  }
}

async function begin(row: Route<never>): Promise<Begun> {
  const world = await deedWorld()
  const deed = await deedFor(world, row)
  return { world, deed, send: serve(world.api) }
}

/** All that a request can have had an effect on, but for when a token was used. */
async function everything({ api: { parts }, ann, ids }: DeedWorld): Promise<string> {
  const { database } = parts
  const stored = [
    database.tenants,
    database.members,
    database.invited,
    database.tokens,
    database.operators,
    database.clusters,
    database.webhooks,
    database.deliveries,
    database.auditEvents,
  ]
  const { items: credits } = await parts.invoices.listCredits(ann.accountId, { limit: 100 })
  const seen = [
    ...stored.map((map) => [...map.values()]),
    credits,
    await parts.profiles.get(ann.accountId),
    await parts.findings.get('cl_1', ids['findingId'] ?? ''),
    parts.mails,
  ]
  return JSON.stringify(seen, (name, value) => {
    if (name === 'lastUsedAt') return undefined
    return typeof value === 'bigint' ? String(value) : value
  })
}

interface Begun {
  readonly world: DeedWorld
  readonly deed: Deed
  readonly send: Send
}

/** The same answer again, whenever it is asked for, and nothing more has happened. */
async function expectSameAgain({ world, deed, send }: Begun, row: Route<never>, first: Heard) {
  const after = await everything(world)
  world.api.parts.clock.pass(1_000)
  const again = await send(deed)
  if (NOT_TOLD_AGAIN.includes(row.operationId)) {
    expect(again).toMatchObject({ status: 409, code: 'already_answered' })
    expect(again.text).toContain(world.ids['webhookId'])
  } else expect(again).toEqual(first)
  expect(await everything(world)).toBe(after)
}

const MISMATCH = { status: 422, code: 'idempotency_mismatch' }

async function expectMismatch(
  { world, deed, send }: Begun,
  { path, body, operationId }: Route<never>,
) {
  const after = await everything(world)
  if (body !== undefined) {
    const other = OTHER_BODIES[operationId]
    if (other === undefined)
      throw new Error(`${operationId}: give another body in test/lambdas/http/other-bodies.ts.`)
    expect(await send({ ...deed, body: other })).toMatchObject(MISMATCH)
  }
  const elsewhere = path.startsWith('/operator')
    ? { path: '/operator/operators', body: { name: 'x' } }
    : { path: '/account/tokens', body: { name: 'x', role: 'viewer' } }
  expect(await send({ ...deed, ...elsewhere, method: 'POST' })).toMatchObject(MISMATCH)
  expect(await everything(world)).toBe(after)
}

/** Neither for another key of the account, nor for another operator, nor in another account. */
async function expectNobodyElses({ world, deed, send }: Begun, row: Route<never>, first: Heard) {
  const isOperators = row.access === 'operator'
  const token = isOperators ? await anotherOperator(world) : await world.ann.tokenFor('owner')
  expect(await send({ ...deed, token })).toMatchObject(MISMATCH)
  const eve = await world.api.person()
  const heard = await send({ ...deed, token: eve.token }, { 'X-Request-Id': 'by-eve' })
  if (heard.status >= 300) {
    expect([403, 404]).toContain(heard.status)
    return
  }
  const effects = [...world.api.parts.database.auditEvents.values()].filter(
    ({ requestId }) => requestId === 'by-eve',
  )
  expect(effects).toMatchObject([{ accountId: eve.accountId }])
  if (first.text.includes('"id"')) expect(heard.text).not.toBe(first.text)
}

describe('A change with an Idempotency-Key', () => {
  it.each(named)('happens once, whoever repeats it with whatever: %s', async (_, row) => {
    const begun = await begin(row)
    const first = await begun.send(begun.deed)
    expect([first.status < 300, first.text]).toEqual([true, first.text])
    await expectSameAgain(begun, row, first)
    await expectMismatch(begun, row)
    await expectNobodyElses(begun, row, first)
  })

  it.each(named)('that is sent three times at once happens once: %s', async (operationId, row) => {
    const { world, deed, send } = await begin(row)
    const before = world.api.parts.database.auditEvents.size
    const heard = await Promise.all([send(deed), send(deed), send(deed)])
    const [told] = heard.filter(({ status }) => status < 300)
    if (told === undefined) throw new Error(`Nobody was answered: ${heard[0]?.text}`)
    const others = heard.filter(({ text, status }) => text !== told.text || status !== told.status)
    if (NOT_TOLD_AGAIN.includes(operationId))
      expect(others.map(({ code }) => code)).toEqual(['already_answered', 'already_answered'])
    else expect(others).toEqual([])
    expect(world.api.parts.database.auditEvents.size).toBe(before + 1)
  })

  it('of a new password is not told again to its maker’s next session', async () => {
    const row = allRoutes.find(({ operationId }) => operationId === 'changePassword')
    if (row === undefined) throw new Error('There is no such route.')
    const { world, deed, send } = await begin(row)
    // Sessions are told apart by the second.
    world.api.parts.clock.pass(1_000)
    expect((await send(deed)).status).toBe(200)
    expect((await send(deed)).status).toBe(401)
    const { accessToken } = await logIn(world.api, 'bea@example.com', 'staple of another kind')
    const again = await send({ ...deed, token: accessToken })
    expect(again).toMatchObject({ status: 409, code: 'already_answered' })
    expect(again.text).toMatch(/mem_[a-z0-9]{20}/)
  })

  it('of a key that is gone is not made again', async () => {
    const row = allRoutes.find(({ operationId }) => operationId === 'createToken')
    if (row === undefined) throw new Error('There is no such route.')
    const { world, deed, send } = await begin(row)
    const { id } = z.object({ id: z.string() }).parse(JSON.parse((await send(deed)).text))
    await world.ann.call('DELETE', `/account/tokens/${id}`)
    const again = await send(deed)
    expect(again).toMatchObject({ status: 409, code: 'already_answered' })
    expect(again.text).toContain(id)
  })

  it('keeps no secret and no address for its repeats', async () => {
    for (const name of [
      'createToken',
      'createWebhook',
      'rotateWebhookSecret',
      'addOperator',
      'inviteMember',
      'registerCluster',
    ]) {
      const row = allRoutes.find(({ operationId }) => operationId === name)
      if (row === undefined) throw new Error('There is no such route.')
      const { world, deed, send } = await begin(row)
      await send(deed)
      const kept = JSON.stringify([...world.api.parts.database.answers.values()])
      expect(kept).toContain(KEY)
      expect(kept).not.toMatch(/hg[toi]_|whsec_|@example|the-one-you-chose/)
    }
  })
})

async function anotherOperator({ api }: DeedWorld): Promise<string> {
  const body = { name: 'another' }
  const made = await api.call('POST', '/operator/operators', { token: OPERATOR_TOKEN, body })
  return z.object({ token: z.string() }).parse(made.json()).token
}
