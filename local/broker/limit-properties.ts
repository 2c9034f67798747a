import type { Properties } from './properties-text.ts'

const MEBIBYTE = 1_048_576
const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** What keeps one tenant from harming its neighbours, and a broker small enough for one machine. */
export const limitProperties: Properties = {
  'auto.create.topics.enable': false,
  'delete.topic.enable': true,
  'num.partitions': 1,

  // Announced requests take memory before they arrive: 2 MiB hold the largest batch (1 MiB) and its neighbours in one request.
  'message.max.bytes': MEBIBYTE + 12,
  'socket.request.max.bytes': 2 * MEBIBYTE + 65_536,
  // Connections that announce the largest request and never send it hold this memory; it takes 32 of them to hold it all.
  'queued.max.request.bytes': 64 * MEBIBYTE,
  'queued.max.requests': 500,
  // Before a log-in too, and for anybody: at Kafka's 512 KiB, 600 strangers ended a broker of this size. SCRAM needs 1 KiB.
  'sasl.server.max.receive.size': 16_384,

  // Ends a fetch that a cut-off client parked. Kafka knows no such setting per listener.
  'connections.max.idle.ms': 10 * SECOND_MS,
  // Without it a changed password leaves open connections alone for ever. kafkajs breaks at 10 s.
  'listener.name.tenant.scram-sha-512.connections.max.reauth.ms': 30 * SECOND_MS,
  // Not per address: on one machine everybody has the same one, the control plane too.
  'listener.name.tenant.max.connections': 2_000,
  'listener.name.tenant.max.connection.creation.rate': 1_000,
  'max.connections': 3_000,
  // The default of 50 resets some of a thousand clients that come at once.
  'socket.listen.backlog.size': 1_024,

  // Time-based retention goes by these timestamps: one of 2100 would keep a segment for good. 14 days is the longest retention of any plan.
  'log.message.timestamp.before.max.ms': 14 * DAY_MS,
  'log.message.timestamp.after.max.ms': HOUR_MS,
  'log.retention.check.interval.ms': 30 * SECOND_MS,
  'log.segment.bytes': 64 * MEBIBYTE,
  'log.segment.delete.delay.ms': 10 * SECOND_MS,
  'log.index.size.max.bytes': MEBIBYTE,
  // The default of 128 MiB would be half of the heap.
  'log.cleaner.dedupe.buffer.size': 8 * MEBIBYTE,

  // A first consumer gets its partitions at once, and few internal partitions are made for it.
  'group.initial.rebalance.delay.ms': 0,
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.num.partitions': 4,
  'share.coordinator.state.topic.num.partitions': 4,

  'num.network.threads': 2,
  // A batch of 1 MiB may unpack to 32 GiB, which a broker reads through: it keeps one of these busy for seconds, not all.
  'num.io.threads': 16,
  // While a leader unpacks a batch, whoever replicates its partition waits, and with it all that the same thread replicates.
  'num.replica.fetchers': 8,
  'background.threads': 4,
}
