import * as z from 'zod'
import type { Api } from './api.ts'

/** A tenant as its owner uses it. */
export interface Tenant {
  readonly id: string
  /** Every topic and group begins with it. */
  readonly prefix: string
}

/** One Kafka user, and what its clients need. */
export interface Credential {
  readonly id: string
  readonly username: string
  readonly password: string
  /** The `client.properties` of Kafka's own tools. */
  readonly properties: string
}

const tenantSchema = z.object({ id: z.string(), prefix: z.string() })
const idSchema = z.object({ id: z.string() })
const secretSchema = z.object({ username: z.string(), password: z.string() })
const stateSchema = z.object({ state: z.string() })

/** One partition a topic keeps the order of all lines. Works when the promise resolves. */
export function createTenant(
  api: Api,
  plan: string,
  topicNames: readonly string[],
): Promise<Tenant> {
  const topics = topicNames.map((name) => ({ name, partitions: 1 }))
  return api.settle(tenantSchema, 'POST', '/tenants', { name: 'demo', plan, topics })
}

export async function firstCredential(api: Api, tenant: Tenant): Promise<Credential> {
  const listSchema = z.object({ items: z.tuple([idSchema]) })
  const { items } = await api.ask(listSchema, 'GET', `/tenants/${tenant.id}/credentials`)
  return withSecret(api, tenant, items[0].id)
}

/** Answers with the successor, once it works; the old one works on until the grace ends. */
export async function rotate(
  api: Api,
  tenant: Tenant,
  { id }: Credential,
  graceSeconds: number,
): Promise<Credential> {
  const path = `/tenants/${tenant.id}/credentials/${id}/rotate`
  const successor = await api.settle(idSchema, 'POST', path, { graceSeconds })
  return withSecret(api, tenant, successor.id)
}

export async function revoke(api: Api, tenant: Tenant, { id }: Credential): Promise<void> {
  await api.settle(z.unknown(), 'DELETE', `/tenants/${tenant.id}/credentials/${id}`)
}

/** Removes it at once and for good; answers with the state that the API shows afterwards. */
export async function deleteForGood(api: Api, { id }: Tenant): Promise<string> {
  await api.settle(z.unknown(), 'DELETE', `/tenants/${id}?graceSeconds=0`)
  return (await api.ask(stateSchema, 'GET', `/tenants/${id}`)).state
}

async function withSecret(api: Api, tenant: Tenant, id: string): Promise<Credential> {
  const base = `/tenants/${tenant.id}`
  const secret = await api.ask(secretSchema, 'GET', `${base}/credentials/${id}/secret`)
  const properties = await api.text(`${base}/connection?format=properties&credential=${id}`)
  return { id, ...secret, properties }
}
