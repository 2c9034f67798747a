/**
 * The partition that Kafka's own clients choose for a key: positive murmur2 of its bytes modulo the number of partitions
 * (org.apache.kafka.clients.producer.internals.BuiltInPartitioner), so that a key sent here and by them meets itself.
 * Without a key `turn` decides.
 */
export function partitionFor(key: Uint8Array | null, partitions: number, turn: number): number {
  if (key === null) return turn % partitions
  return (murmur2(key) & 0x7fffffff) % partitions
}

const SEED = 0x9747b28c
const MULTIPLIER = 0x5bd1e995

/** MurmurHash2 in 32 bits, https://github.com/aappleby/smhasher, with the seed that Kafka gives it. */
function murmur2(data: Uint8Array): number {
  let hash = SEED ^ data.length
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const whole = data.length - (data.length % 4)
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(view.getInt32(at, true), MULTIPLIER)
    word = Math.imul(word ^ (word >>> 24), MULTIPLIER)
    hash = Math.imul(hash, MULTIPLIER) ^ word
  }
  for (let at = data.length - 1; at >= whole; at--) hash ^= (data[at] ?? 0) << (8 * (at - whole))
  if (whole < data.length) hash = Math.imul(hash, MULTIPLIER)
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER)
  return hash ^ (hash >>> 15)
}
