import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EmbeddedCluster } from '../../local/parts.ts'

/** The cluster's folder is that of its CA; of the first one of a stack, its home. */
type Place = Pick<EmbeddedCluster, 'caPath'>

// https://kafka.apache.org/documentation/#recordbatch: base offset (8 bytes), length of the rest (4), …, attributes at 21.
const LENGTH_AT = 8
const HEAD_BYTES = 12
const ATTRIBUTES_AT = 21
const IS_CONTROL = 0x20

/** Bytes of the log files of the topics whose names begin like this; those that are being deleted are left out. */
export function bytesOnDisk(cluster: Place, prefix: string): number {
  return logsOf(cluster, prefix).reduce((sum, log) => sum + log.length, 0)
}

/** Bytes of batches that the broker wrote itself. */
export function controlBytesOnDisk(cluster: Place, prefix: string): number {
  let sum = 0
  for (const log of logsOf(cluster, prefix)) {
    for (let at = 0; at + ATTRIBUTES_AT + 2 <= log.length; ) {
      const bytes = HEAD_BYTES + log.readInt32BE(at + LENGTH_AT)
      if ((log.readInt16BE(at + ATTRIBUTES_AT) & IS_CONTROL) !== 0) sum += bytes
      at += bytes
    }
  }
  return sum
}

function logsOf({ caPath }: Place, prefix: string): readonly Buffer[] {
  const data = join(dirname(caPath), 'kafka', 'broker-1')
  return readdirSync(data)
    .filter((name) => name.startsWith(prefix) && !name.endsWith('-delete'))
    .flatMap((name) => readdirSync(join(data, name)).map((file) => join(data, name, file)))
    .filter((file) => file.endsWith('.log'))
    .map((file) => readFileSync(file))
}
