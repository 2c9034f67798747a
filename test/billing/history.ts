import * as fc from 'fast-check'

/** What may happen to a cell, in any order. */
export type Event =
  | {
      readonly kind: 'move'
      readonly topic: number
      readonly counter: 'in' | 'out'
      readonly bytes: number
    }
  | { readonly kind: 'pass'; readonly collector: number }
  | { readonly kind: 'twice' }
  | { readonly kind: 'crash'; readonly call: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'lead'; readonly topic: number; readonly broker: number }
  | { readonly kind: 'miss'; readonly broker: number }
  | { readonly kind: 'restart'; readonly broker: number }
  | { readonly kind: 'remake'; readonly topic: number }
  | { readonly kind: 'clock'; readonly byMs: number }

export const BROKERS = 3
export const COLLECTORS = 2
export const TOPICS = 4

const topic = fc.nat(TOPICS - 1)
const broker = fc.nat(BROKERS - 1)
/** Nearly always the same one. */
const aCollector = fc.nat(7).map((n) => (n < COLLECTORS ? n : 0))
const kind = <K extends Event['kind']>(name: K) => fc.constant(name)

const anEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('move'),
      topic,
      counter: fc.constantFrom('in' as const, 'out' as const),
      bytes: fc.nat(1_000_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kind('pass'), collector: aCollector }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('twice') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('crash'),
      call: fc.nat(2),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('lead'), topic, broker }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('miss'), broker }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('restart'), broker }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('remake'), topic }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('clock'), byMs: fc.integer({ min: -9e7, max: 9e7 }) }),
  },
)

export const aHistory = fc.array(anEvent, { maxLength: 60 })
