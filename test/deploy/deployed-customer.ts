import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { eventually } from '../contracts/eventually.ts'
import { type CallApi, must } from './deployed-api.ts'

/** The README's. */
const PASSWORD = 'correct horse battery'
/** The emulator's pool sends no mail, and this is the code that it always means. */
const CODE = '123456'
/** The first tenant waits for the cell: a minute for each of two schedules, and the brokers' restart between them. */
const OPERATION_WITHIN_MS = 800_000

const tenantSchema = z.object({
  id: z.string(),
  prefix: z.string(),
  state: z.string(),
  operationId: z.string().optional(),
})
const credentialsSchema = z.object({
  items: z.array(z.object({ id: z.string(), username: z.string(), state: z.string() })),
})

const usageSchema = z.object({
  meters: z.array(z.object({ meter: z.string(), amount: z.string() })),
})
const topicSchema = z.object({ sizeBytes: z.number().optional() })

export type DeployedTenant = z.infer<typeof tenantSchema>

/** Signs up at the deployed API and answers with an API token of an owner. */
export async function signUpAt(call: CallApi): Promise<string> {
  const email = `customer-${randomBytes(6).toString('hex')}@example.com`
  const asked = { email, password: PASSWORD, accountName: 'A customer' }
  await must(202, call('POST', '/signup', { body: asked }))
  await must(200, call('POST', '/signup/confirm', { body: { email, code: CODE } }))
  const opened = await must(200, call('POST', '/sessions', { body: { email, password: PASSWORD } }))
  const { accessToken } = z.object({ accessToken: z.string() }).parse(opened.json())
  const wanted = { name: 'deployed', role: 'owner' }
  const made = await must(
    201,
    call('POST', '/account/tokens', { body: wanted, token: accessToken }),
  )
  return z.object({ token: z.string() }).parse(made.json()).token
}

/** Somebody with a token, who talks to the deployed API. */
export function deployedCustomer(call: CallApi, token: string) {
  const read = async (path: string) => (await must(200, call('GET', path, { token }))).json()
  const getTenant = async (id: string) => tenantSchema.parse(await read(`/tenants/${id}`))

  /** Declares, and waits until what was declared is done. */
  async function declare(
    method: string,
    path: string,
    body?: unknown,
    as = token,
  ): Promise<unknown> {
    const options = { token: as, ...(body === undefined ? {} : { body }) }
    const accepted = await must(202, call(method, path, options))
    const operation = String(accepted.headers['location']).replace(/^.*\/v1/, '')
    await eventually(async () => {
      const { state } = z
        .object({ state: z.string() })
        .parse(await read(`${operation}?waitSeconds=5`))
      if (state !== 'done') throw new Error(`The operation ${operation} is ${state}.`)
    }, OPERATION_WITHIN_MS)
    return accepted.json()
  }

  return {
    declare,
    getTenant,
    credentials: async (tenantId: string) =>
      credentialsSchema.parse(await read(`/tenants/${tenantId}/credentials`)).items,
    /** Bytes of the month, in and out; they grow when the meter has been by. */
    usage: async (tenantId: string) => {
      const { meters } = usageSchema.parse(await read(`/tenants/${tenantId}/usage`))
      const of = (name: string) => Number(meters.find(({ meter }) => meter === name)?.amount)
      return { bytesIn: of('bytes_in'), bytesOut: of('bytes_out') }
    },
    /** On disk; undefined until somebody looked. */
    topicBytes: async (tenantId: string, topic: string) =>
      topicSchema.parse(await read(`/tenants/${tenantId}/topics/${topic}`)).sizeBytes,
    connection: async (tenantId: string) =>
      (await must(200, call('GET', `/tenants/${tenantId}/connection`, { token }))).text,
    async createTenant(name: string): Promise<DeployedTenant> {
      const topics = [{ name: 'orders', partitions: 1 }]
      const asked = { name, plan: 'basic-0', topics }
      return await getTenant(tenantSchema.parse(await declare('POST', '/tenants', asked)).id)
    },
  }
}
