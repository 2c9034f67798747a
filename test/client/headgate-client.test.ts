import { beforeEach, describe, expect, it } from '@jest/globals'
import { eachItem } from '../../client/each-item.ts'
import { type HeadgateClient, headgateClient } from '../../client/headgate-client.ts'
import { HeadgateProblem } from '../../client/problem.ts'
import { OperationNotDone, waitForOperation } from '../../client/wait-for-operation.ts'
import { type Api, setup } from '../lambdas/setup.ts'
import { fetchOf } from './fetch-of.ts'

const apiUrl = 'http://api.example.com/v1'
const NEW_TENANT = { name: 'orders', plan: 'basic-0', topics: [{ name: 'clicks' }] } as const

let api: Api
let token: string
let real: typeof fetch
let client: HeadgateClient

beforeEach(async () => {
  api = await setup()
  token = (await api.person()).token
  real = fetchOf(api.call)
  client = headgateClient({ apiUrl, token, fetch: real })
})

const soon = { 'Retry-After': '0' }

/** A client whose requests meet those answers first, null for none at all, and then the API. */
function unlucky(...answers: readonly (Response | null)[]) {
  const keys: (string | null)[] = []
  const left = [...answers]
  const interrupted: typeof fetch = async (input, init) => {
    keys.push(new Headers(init?.headers).get('Idempotency-Key'))
    const next = left.shift()
    if (next === null) throw new TypeError('The connection was reset.')
    return next ?? (await real(input, init))
  }
  return { keys, client: headgateClient({ apiUrl, token, fetch: interrupted }) }
}

async function refusalOf(asking: Promise<unknown>): Promise<HeadgateProblem> {
  const error: unknown = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof HeadgateProblem) return error
  throw new Error('It was not refused by the API.', { cause: error })
}

describe('A call', () => {
  it('answers with what the API has, and with nothing where the API says nothing', async () => {
    const { id } = await client.createTenant({ body: NEW_TENANT })
    expect(await client.getTenant({ tenantId: id })).toMatchObject({ id, name: 'orders' })
    const made = await client.createToken({ body: { name: 'ci', role: 'viewer' } })
    expect(await client.revokeToken({ tokenId: made.id })).toBeUndefined()
  })

  it('that is refused throws the problem, with what is wrong where', async () => {
    const body = { ...NEW_TENANT, name: 'No Such Name' }
    const problem = await refusalOf(client.createTenant({ body }))
    expect(problem).toMatchObject({ status: 422, code: 'invalid' })
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['/name'])
    expect(problem.requestId).not.toBe('')
  })

  it('keeps a part of a path in its place, whatever signs are in it', async () => {
    const problem = await refusalOf(client.getTenant({ tenantId: '../account' }))
    expect(problem.code).toBe('not_found')
  })

  it('says what to make of an answer that is not the API’s', async () => {
    const { client: behindProxy } = unlucky(new Response('<html>', { status: 502 }))
    expect(await refusalOf(behindProxy.getAccount({}))).toMatchObject({
      status: 502,
      code: 'unknown',
    })
  })
})

describe('A change', () => {
  it('whose answer was lost is sent again with the same key, and happens once', async () => {
    const lost: typeof fetch = async (input, init) => {
      await real(input, init)
      throw new TypeError('The connection was reset.')
    }
    let isFirst = true
    const once: typeof fetch = async (input, init) => {
      const isLost = isFirst
      isFirst = false
      return isLost ? await lost(input, init) : await real(input, init)
    }
    const tried = headgateClient({ apiUrl, token, fetch: once })
    const { id } = await tried.createTenant({ body: NEW_TENANT })
    expect((await client.listTenants({})).items.map((tenant) => tenant.id)).toEqual([id])
  })

  it('bears another key than the next one', async () => {
    const { client: tried, keys } = unlucky(null)
    await tried.createToken({ body: { name: 'a', role: 'viewer' } })
    await tried.createToken({ body: { name: 'b', role: 'viewer' } })
    expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false])
  })
})

describe('An answer that says to come later', () => {
  it.each([429, 503])('is asked for again: %d', async (status) => {
    const { client: tried, keys } = unlucky(new Response(null, { status, headers: soon }))
    await tried.getAccount({})
    expect(keys).toHaveLength(2)
  })

  it('is the answer after five attempts', async () => {
    const busy = () => new Response(null, { status: 429, headers: soon })
    const { client: tried, keys } = unlucky(busy(), busy(), busy(), busy(), busy())
    expect((await refusalOf(tried.getAccount({}))).status).toBe(429)
    expect(keys).toHaveLength(5)
  })

  it('is the answer when it wants to be waited for too long', async () => {
    const headers = { 'Retry-After': '3600' }
    const { client: tried, keys } = unlucky(new Response(null, { status: 503, headers }))
    expect((await refusalOf(tried.getAccount({}))).status).toBe(503)
    expect(keys).toHaveLength(1)
  })

  it('is not asked for again where a repeat could be a second log-in', async () => {
    const { client: tried, keys } = unlucky(new Response(null, { status: 503, headers: soon }))
    const body = { email: 'ann@example.com', password: 'correct horse battery' }
    expect((await refusalOf(tried.openSession({ body }))).status).toBe(503)
    expect(keys).toHaveLength(1)
  })
})

describe('A list', () => {
  it('is every item once, over all its pages', async () => {
    const topics = Array.from({ length: 12 }, (_, n) => ({ name: `topic-${n + 10}` }))
    const { id: tenantId } = await client.createTenant({ body: { ...NEW_TENANT, topics } })
    const names: string[] = []
    const page = (cursor: string | undefined) =>
      client.listTopics({ tenantId, query: { cursor, limit: 5 } })
    for await (const { name } of eachItem(page)) names.push(name)
    expect(names).toEqual(topics.map(({ name }) => name))
  })
})

describe('Waiting for an operation', () => {
  it('ends when it is done, and tells the steps on the way', async () => {
    const { operationId = '' } = await client.createTenant({ body: NEW_TENANT })
    await api.settle()
    const told: unknown[] = []
    const options = { onProgress: (steps: unknown) => void told.push(steps) }
    expect(await waitForOperation(client, operationId, options)).toMatchObject({ state: 'done' })
    expect(told).toHaveLength(1)
  })

  it('ends with an error when patience does', async () => {
    const { operationId = '' } = await client.createTenant({ body: NEW_TENANT })
    const waiting = waitForOperation(client, operationId, { patienceMs: 0 })
    await expect(waiting).rejects.toBeInstanceOf(OperationNotDone)
  })
})
