import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Demand, type Simulated, SimulatedTenant } from './simulated-tenant.ts'

const MUCH = 1e12
const WINDOW = 300
const TWO_MINUTES = 120

const sizes = [1, 2, 5].flatMap((users) => [1, 3].map((brokers) => ({ users, brokers })))

/** The most of the plan's rate that any five minutes held, wherever they began. */
function worst({ served, rate }: SimulatedTenant): number {
  let sum = 0
  let most = 0
  for (const [second, bytes] of served.entries()) {
    sum += bytes - (served[second - WINDOW] ?? 0)
    most = Math.max(most, sum / WINDOW / rate)
  }
  return most
}

function run(options: Pick<Simulated, 'users' | 'brokers' | 'demand'> & Partial<Simulated>) {
  return new SimulatedTenant({ plan: 'basic-0', every: 15, seconds: 900, ...options }).run()
}

describe('A tenant that is looked at every fifteen seconds', () => {
  it.each(sizes)(
    'with $users credentials on $brokers brokers serves one busy one on one partition 0.8 × its plan after two minutes',
    ({ users, brokers }) => {
      const demand: Demand = (_, user, broker) => (user === 0 && broker === 0 ? MUCH : 0)
      const tenant = run({ users, brokers, demand })
      for (let from = TWO_MINUTES; from + 60 <= 900; from += 30)
        expect(tenant.part(from, from + 60)).toBeGreaterThanOrEqual(0.8)
      expect(worst(tenant)).toBeLessThanOrEqual(1.2)
    },
  )

  it.each(sizes)(
    'with $users credentials on $brokers brokers, all of them busy, has no more and not much less than its plan',
    ({ users, brokers }) => {
      const tenant = run({ users, brokers, demand: () => MUCH })
      expect(worst(tenant)).toBeLessThanOrEqual(1.2)
      expect(tenant.part(TWO_MINUTES, 900)).toBeGreaterThanOrEqual(0.8)
    },
  )

  it.each(sizes)(
    'with $users credentials on $brokers brokers is never held while its clients wait as long as they are told',
    ({ users, brokers }) => {
      const tenant = run({ users, brokers, demand: () => MUCH, seconds: 7_200 })
      expect(tenant.holds).toEqual([])
    },
  )

  it.each(sizes)(
    'with $users credentials on $brokers brokers gives its plan to another one two minutes after that took over',
    ({ users, brokers }) => {
      const demand: Demand = (second, user, broker) => {
        const turn = second < 400 ? 0 : 1
        return user === turn * (users - 1) && broker === turn * (brokers - 1) ? MUCH : 0
      }
      const tenant = run({ users, brokers, demand })
      expect(tenant.part(400 + TWO_MINUTES, 900)).toBeGreaterThanOrEqual(0.8)
      expect(worst(tenant)).toBeLessThanOrEqual(1.2)
    },
  )

  it('never gets more than 1.2 × its plan in five minutes, however its clients take turns', () => {
    fc.assert(
      fc.property(
        fc.record({
          users: fc.constantFrom(1, 2, 5, 10),
          brokers: fc.constantFrom(1, 3),
          every: fc.constantFrom(15, 30, 60),
          turnSeconds: fc.integer({ min: 1, max: 120 }),
          turns: fc.array(fc.bigInt({ min: 0n, max: 2n ** 30n - 1n }), {
            minLength: 1,
            maxLength: 60,
          }),
        }),
        ({ turnSeconds, turns, ...options }) => {
          const demand: Demand = (second, user, broker) => {
            const turn = turns[Math.floor(second / turnSeconds) % turns.length] ?? 0n
            return (turn >> BigInt(user * 3 + broker)) & 1n ? MUCH : 0
          }
          const tenant = run({ ...options, demand })
          expect(worst(tenant)).toBeLessThanOrEqual(1.2)
          expect(tenant.holds).toEqual([])
        },
      ),
      { numRuns: 100, seed: 1 },
    )
  })

  it('has its shares of rest again some minutes after it went quiet, and is then left alone', () => {
    const demand: Demand = (second, user) => (second < 300 && user === 0 ? MUCH : 0)
    const tenant = run({ users: 5, brokers: 3, demand })
    expect(tenant.sends.slice(-10)).toEqual(Array.from({ length: 10 }, () => 0))
    expect(tenant.isAtRest()).toBe(true)
  })

  it('is sent no quotas while nothing changes but one repeat in five minutes', () => {
    const tenant = run({ users: 5, brokers: 1, demand: (_, user) => (user === 0 ? 10_000 : 0) })
    const sent = tenant.sends.slice(20).reduce((a, b) => a + b, 0)
    expect(sent).toBeLessThanOrEqual(5 * 3)
  })
})

describe('A tenant whose clients get past their quotas', () => {
  const clients = { users: 5, brokers: 3, demand: () => MUCH }

  it.each([2, 11, 300])(
    'at %i × its plan is held until it has paid that off, again and again',
    (times) => {
      const { rate } = run({ ...clients, seconds: 1 })
      const tenant = run({ ...clients, seconds: 40_000, past: () => rate * times })
      expect(tenant.holds.length).toBeGreaterThan(1)
      // Each time it gets away with what passes between two looks, and pays it off before it may write again.
      const last = tenant.served.lastIndexOf(0) + 1
      expect(tenant.part(0, last)).toBeLessThanOrEqual(1.15)
      expect(tenant.part(0, last)).toBeGreaterThan(0.8)
    },
  )

  it('pays one burst off for a day at most', () => {
    const { rate } = run({ ...clients, seconds: 1 })
    const past = (second: number) => (second === 100 ? rate * 1e7 : 0)
    const tenant = run({ ...clients, seconds: 90_000, past })
    expect(tenant.served.slice(200, 86_000).every((bytes) => bytes === 0)).toBe(true)
    expect(tenant.part(87_000, 90_000)).toBeGreaterThan(0.8)
  })
})
