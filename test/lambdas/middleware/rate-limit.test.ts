import { beforeEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { addressKey } from '../../../lambdas/middleware/address-key.ts'
import { createRateLimiter } from '../../../lambdas/middleware/rate-limiter.ts'
import type { Answer } from '../answer.ts'
import type { Person } from '../person.ts'
import { refusalOf } from '../refusal.ts'
import { type Api, setup } from '../setup.ts'

const SIGN_UP = { email: 'ann@example.com', password: 'correct horse battery', accountName: 'A' }

let api: Api
let ann: Person

beforeEach(async () => {
  api = await setup()
  ann = await api.person()
})

/** The statuses of so many requests one after the other, the test's clock standing still. */
async function statuses(
  count: number,
  ask: (n: number) => Promise<Answer>,
): Promise<readonly number[]> {
  const seen: number[] = []
  for (let n = 0; n < count; n += 1) seen.push((await ask(n)).status)
  return seen
}

const countOf = (seen: readonly number[], status: number) =>
  seen.filter((each) => each === status).length

describe('A token', () => {
  it('may read 600 times at once, then 100 times a second', async () => {
    const read = () => ann.call('GET', '/account')
    const first = await statuses(610, read)
    expect([countOf(first, 200), countOf(first, 429)]).toEqual([600, 10])
    api.parts.clock.pass(1_000)
    const second = await statuses(110, read)
    expect([countOf(second, 200), countOf(second, 429)]).toEqual([100, 10])
  })

  it('may change 200 things at once, then 20 a second, whatever it reads', async () => {
    const change = () => ann.call('DELETE', '/tenants/none')
    const first = await statuses(205, change)
    expect([countOf(first, 404), countOf(first, 429)]).toEqual([200, 5])
    expect((await ann.call('GET', '/account')).status).toBe(200)
    api.parts.clock.pass(1_000)
    expect(countOf(await statuses(25, change), 404)).toBe(20)
  })

  it('is not held up by another one of its account, nor by somebody without any', async () => {
    await statuses(601, () => ann.call('GET', '/account'))
    await statuses(50, () => api.call('GET', '/account', { token: 'hgt_wrong' }))
    const token = await ann.tokenFor('viewer')
    expect((await api.call('GET', '/account', { token })).status).toBe(200)
  })

  it('hears how much is left, and when to come back', async () => {
    const first = await ann.call('GET', '/account')
    expect(first.headers['RateLimit-Policy']).toBe('"reads";q=600;w=6')
    expect(first.headers['RateLimit']).toBe('"reads";r=599;t=1')
    await statuses(599, () => ann.call('GET', '/account'))
    const refused = await ann.call('GET', '/account')
    expect(refusalOf(refused)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refused.headers['Retry-After']).toBe('1')
    expect(refused.headers['RateLimit']).toBe('"reads";r=0;t=6')
  })

  it('hears when to come back of a limit of its plan, too', async () => {
    const body = { name: 'shop', plan: 'basic-0', topics: [{ name: 'orders' }] }
    const made = await ann.call('POST', '/tenants', { body })
    const path = `/tenants/${z.object({ id: z.string() }).parse(made.json()).id}/topics/orders`
    const change = async (n: number) => {
      await api.settle()
      return await ann.call('PATCH', path, { body: { retentionMs: 60_000 + n } })
    }
    let answer = await change(0)
    for (let n = 1; n <= 130 && answer.status === 202; n += 1) answer = await change(n)
    expect(refusalOf(answer)).toMatchObject({ status: 429, code: 'rate_limited' })
    const seconds = Number(answer.headers['Retry-After'])
    expect(answer.text).toContain(`try again in ${seconds} s.`)
    api.parts.clock.pass(seconds * 1_000)
    expect((await change(999)).status).toBe(202)
  })

  it('that asks too often changes nothing', async () => {
    await statuses(200, () => ann.call('DELETE', '/tenants/none'))
    const answer = await ann.call('POST', '/tenants', { body: { name: 'new', plan: 'trial' } })
    expect(answer.status).toBe(429)
    expect(api.parts.database.tenants.size).toBe(0)
  })
})

describe('An address', () => {
  it('may sign up 120 times at once, then twice a second; another one is not held up', async () => {
    const signUp = (sourceIp: string) => (n: number) =>
      api.call('POST', '/signup', { sourceIp, body: { ...SIGN_UP, email: `a${n}@example.com` } })
    const first = await statuses(125, signUp('192.0.2.1'))
    expect([countOf(first, 202), countOf(first, 429)]).toEqual([120, 5])
    expect(await statuses(1, signUp('192.0.2.2'))).toEqual([202])
    api.parts.clock.pass(1_000)
    expect(countOf(await statuses(5, signUp('192.0.2.1')), 202)).toBe(2)
  })

  it('may read public things a thousand times at once', async () => {
    const seen = await statuses(1_000, () => api.call('GET', '/health'))
    expect(countOf(seen, 200)).toBe(1_000)
  })
})

describe('An address with tokens that are not valid', () => {
  it('is told 429 after 600, while a valid one and other addresses are let in', async () => {
    const wrong = (sourceIp: string) => (n: number) =>
      api.call('GET', '/account', { sourceIp, token: `hgt_wrong${n}` })
    const seen = await statuses(605, wrong('192.0.2.1'))
    expect([countOf(seen, 401), countOf(seen, 429)]).toEqual([600, 5])
    const refused = await wrong('192.0.2.1')(0)
    expect(refused.headers['Retry-After']).toBe('1')
    expect(refused.headers['RateLimit-Policy']).toBe('"failed-log-ins";q=600;w=60')
    expect((await ann.call('GET', '/account')).status).toBe(200)
    expect(await statuses(1, wrong('192.0.2.2'))).toEqual([401])
    api.parts.clock.pass(1_000)
    expect(countOf(await statuses(15, wrong('192.0.2.1')), 401)).toBe(10)
  })
})

describe('Addresses that count as one', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%s is counted as %s', (address, key) => {
    expect(addressKey(address)).toBe(key)
  })
})

describe('The memory of a rate limiter', () => {
  it('is bounded: whoever has not been seen for longest is forgotten', () => {
    const limiter = createRateLimiter({ now: () => 0 }, 3)
    const policy = { name: 'test', perSecond: 1, burst: 1 }
    const isAllowed = (who: string) => limiter.take(policy, who).isAllowed
    expect(['a', 'b', 'c'].map(isAllowed)).toEqual([true, true, true])
    expect(isAllowed('a')).toBe(false)
    expect(isAllowed('d')).toBe(true)
    expect(['a', 'c', 'd'].map(isAllowed)).toEqual([false, false, false])
    expect(isAllowed('b')).toBe(true)
  })
})
