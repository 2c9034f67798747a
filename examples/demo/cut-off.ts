import { kafkaClient } from './kafkajs-client.ts'
import { refusedLogIn, refusedSend, sendOne } from './refusal.ts'
import type { Scene } from './scene.ts'
import { type Credential, deleteForGood, revoke } from './tenant.ts'

/** Revokes a credential that works, and shows that it works no more: not even on a connection that is open. */
export async function revokeOld(scene: Scene, old: Credential): Promise<void> {
  const { stack, api, tenant, heartbeats } = scene
  const producer = kafkaClient(stack, old).producer()
  await producer.connect()
  await sendOne(producer, heartbeats)
  await scene.table.step(
    'revoke the old user',
    async () => {
      await revoke(api, tenant, old)
      const open = await refusedSend(producer, heartbeats)
      return { open, fresh: await refusedLogIn(kafkaClient(stack, old), heartbeats) }
    },
    ({ open, fresh }) => `its open connection: ${open}; a new one: ${fresh}`,
  )
}

/** Deletes the tenant without grace, and throws unless it is gone for the API and for Kafka. */
export async function deleteTenant(scene: Scene, last: Credential): Promise<void> {
  const { stack, api, tenant, flights } = scene
  await scene.table.step(
    'delete the tenant',
    async () => {
      const state = await deleteForGood(api, tenant)
      if (state !== 'deleted') throw new Error(`The tenant is still ${state}.`)
      return { state, fresh: await refusedLogIn(kafkaClient(stack, last), flights) }
    },
    ({ state, fresh }) => `it is ${state}; a new connection: ${fresh}`,
  )
}
