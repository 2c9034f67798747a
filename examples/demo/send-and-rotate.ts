import { sendLines } from './console-producer.ts'
import { type Heartbeat, type Sends, startHeartbeat } from './heartbeat.ts'
import { countRecords, kafkaClient } from './kafkajs-client.ts'
import type { Scene } from './scene.ts'
import { type Credential, rotate } from './tenant.ts'

/** Long enough that only a revocation ends the old user during the demo. */
const GRACE_SECONDS = 3_600

/**
 * Sends half of the lines, rotates the credential, and sends the other half with its successor, while an application
 * sends heartbeats all the time. Answers with the successor; throws when one heartbeat failed or got lost.
 */
export async function sendAndRotate(
  scene: Scene,
  old: Credential,
  lines: readonly string[],
): Promise<Credential> {
  const { stack, table } = scene
  const half = lines.length / 2
  const heartbeat = await table.step(
    'start the heartbeats',
    () => startHeartbeat(kafkaClient(stack, old), scene.heartbeats),
    () => `kafkajs sends one after the other with acks=all, as ${old.username}`,
  )
  const send = (name: string, by: Credential, some: readonly string[]) =>
    table.step(
      name,
      () => sendLines(stack, by, scene.flights, some),
      () => `${some.length} flights by Kafka's console producer, as ${by.username}`,
    )

  await send('send the first half', old, lines.slice(0, half))
  const successor = await table.step(
    'rotate the password',
    () => rotateUnder(heartbeat, scene, old),
    ({ username }) => `${username} sends the heartbeats now, ${old.username} could still`,
  )
  await send('send the second half', successor, lines.slice(half))
  await table.step(
    'count the heartbeats',
    async () => withoutLoss(await heartbeat.stop(), scene, successor),
    ({ attempted }) =>
      `${attempted.join(' + ')} sends attempted by the two users, 0 failed, all in the topic`,
  )
  return successor
}

async function rotateUnder(
  heartbeat: Heartbeat,
  { stack, api, tenant }: Scene,
  old: Credential,
): Promise<Credential> {
  const successor = await rotate(api, tenant, old, GRACE_SECONDS)
  await heartbeat.switchTo(kafkaClient(stack, successor))
  return successor
}

async function withoutLoss(
  sends: Sends,
  { stack, heartbeats }: Scene,
  reader: Credential,
): Promise<Sends> {
  const { attempted, failures } = sends
  const [reason] = failures
  if (reason !== undefined) throw new Error(`${failures.length} heartbeats failed: ${reason}`)
  if (attempted.includes(0)) throw new Error('One of the users sent no heartbeat.')
  const sent = attempted.reduce((sum, each) => sum + each, 0)
  const found = await countRecords(kafkaClient(stack, reader), heartbeats)
  if (found === sent) return sends
  throw new Error(`${sent} heartbeats were acknowledged, and ${found} are in the topic.`)
}
