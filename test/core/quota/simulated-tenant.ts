import { planOf, type PlanId } from '../../../core/plan/plan.ts'
import { advanceShares } from '../../../core/quota/advance-shares.ts'
import type { UserLoad } from '../../../core/quota/quota-ports.ts'
import { quotaShare } from '../../../core/quota/quota-share.ts'
import type { TenantShares } from '../../../core/quota/tenant-shares.ts'

/** What each client asks for in one second, in bytes: by user, then by broker. */
export type Demand = (second: number, user: number, broker: number) => number

export interface Simulated {
  readonly plan: PlanId
  readonly users: number
  readonly brokers: number
  /** Seconds between two looks. */
  readonly every: number
  readonly seconds: number
  readonly demand: Demand
  /** What clients get past their quotas in one second, as those do that open one connection after the other. */
  readonly past?: (second: number) => number
}

const TENANT = 'abcdefghijkl'
const WINDOW = 10

/** Kafka's way: in any ten seconds no more than ten times the quota, for each user on each broker by itself. */
export class SimulatedTenant {
  /** Bytes served in each second, all users on all brokers. */
  readonly served: number[] = []
  readonly sends: number[] = []
  /** Seconds at which a hold began or was moved. */
  readonly holds: number[] = []
  readonly #options: Simulated
  readonly #quotas: Map<string, number>
  readonly #counters = new Map<string, number[]>()
  #shares: TenantShares | undefined
  #heldUntil = 0

  constructor(options: Simulated) {
    this.#options = options
    this.#quotas = new Map(
      this.#users().map(({ username, rest }) => [username, rest.produceBytesPerSecond]),
    )
  }

  get rate(): number {
    return planOf(this.#options.plan).limits.produceBytesPerSecond
  }

  run(): this {
    for (let second = 0; second < this.#options.seconds; second += 1) {
      if (second % this.#options.every === 0 && second > 0) this.#look(second)
      const isHeld = second < this.#heldUntil
      this.served.push(isHeld ? 0 : this.#serve(second) + (this.#options.past?.(second) ?? 0))
    }
    return this
  }

  /** Of the plan's rate, on average over `[from, to)`. */
  part(from: number, to: number): number {
    return this.served.slice(from, to).reduce((a, b) => a + b, 0) / (to - from) / this.rate
  }

  isAtRest(): boolean {
    return (
      this.#shares === undefined &&
      this.#users().every(
        ({ username, rest }) => this.#quotas.get(username) === rest.produceBytesPerSecond,
      )
    )
  }

  /** As settling made them, one after the other. */
  #users() {
    const { users, plan, brokers } = this.#options
    return Array.from({ length: users }, (_, n) => ({
      username: `${TENANT}-${n + 1}`,
      rest: quotaShare(planOf(plan), brokers, n + 1),
    }))
  }

  #serve(second: number): number {
    let total = 0
    for (const [n, { username }] of this.#users().entries()) {
      for (let broker = 0; broker < this.#options.brokers; broker += 1) {
        const past = this.#past(username, broker)
        const lately = past.slice(1 - WINDOW).reduce((a, b) => a + b, 0)
        const room = Math.max(0, (this.#quotas.get(username) ?? 0) * WINDOW - lately)
        const bytes = Math.min(room, this.#options.demand(second, n, broker))
        past.push(bytes)
        if (past.length > WINDOW) past.shift()
        total += bytes
      }
    }
    return total
  }

  #past(username: string, broker: number): number[] {
    const key = `${username}/${broker}`
    const known = this.#counters.get(key) ?? []
    this.#counters.set(key, known)
    return known
  }

  #look(second: number): void {
    const { plan, brokers, every } = this.#options
    const moved = this.served.slice(second - every).reduce((a, b) => a + b, 0)
    const { next, send, hold } = advanceShares({
      tenantId: TENANT,
      plan: planOf(plan),
      brokers,
      users: this.#users(),
      loadsOf: (username) =>
        Array.from({ length: brokers }, (_, broker) => this.#load(username, broker)),
      moved: { in: moved, out: 0 },
      previous: this.#shares,
      now: second * 1_000,
      horizonMs: every * 1_000,
    })
    this.#shares = next ?? undefined
    this.sends.push(send.length)
    if (hold.begin || second < this.#heldUntil) {
      this.#heldUntil = hold.until / 1_000
      this.holds.push(second)
    }
    for (const { username, quota } of send)
      this.#quotas.set(username, quota?.produceBytesPerSecond ?? 0)
  }

  #load(username: string, broker: number): UserLoad {
    const rate = this.#past(username, broker).reduce((a, b) => a + b, 0) / WINDOW
    return {
      rates: { produceBytesPerSecond: rate, consumeBytesPerSecond: 0, requestPercentage: 1 },
      heldBack: { produce: false, consume: false },
    }
  }
}
