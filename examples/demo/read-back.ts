import { fileOf, sha256 } from './flights.ts'
import { kafkaClient } from './kafkajs-client.ts'
import { readLines } from './read-lines.ts'
import type { Scene } from './scene.ts'
import type { Credential } from './tenant.ts'

/** Reads all lines with another client, and throws unless they are the file that went in, byte for byte. */
export async function readBack(scene: Scene, reader: Credential, file: string): Promise<void> {
  const { stack, table, tenant } = scene
  // The first consumer group of a new broker has to wait for its coordinator: kafkajs may ask again.
  const kafka = kafkaClient(stack, reader, {})
  const lines = await table.step(
    'read all of it back',
    () => readLines(kafka, scene.flights, `${tenant.prefix}demo`),
    ({ length }) => `${length} flights by kafkajs, as ${reader.username}`,
  )
  const wentIn = await table.step(
    'SHA-256 of the file',
    async () => sha256(file),
    (sum) => sum,
  )
  await table.step(
    'SHA-256 of what came',
    async () => equal(sha256(fileOf(lines)), wentIn),
    (sum) => sum,
  )
}

function equal(sum: string, wanted: string): string {
  if (sum === wanted) return sum
  throw new Error(`${sum} is another one: what came out is not what went in.`)
}
