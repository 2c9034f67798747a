import * as z from 'zod'
import { type Customer, must, newCustomer, request } from '../e2e/fixtures/customer.ts'
import { idleGroup } from '../e2e/fixtures/idle-group.ts'
import { type ActiveTenant, activeTenant } from '../e2e/fixtures/tenants.ts'
import type { Headgate } from '../e2e/start-headgate.ts'
import type { Overrides } from './fuzz-config.ts'

/** Who the API is fuzzed as; `operator` beside what the account has, as nobody else gets past 403 on its routes. */
export const ROLES = ['owner', 'viewer', 'anonymous', 'operator'] as const
export type FuzzRole = (typeof ROLES)[number]

export interface ThingsToFuzz {
  readonly tokens: Readonly<Record<FuzzRole, string | undefined>>
  /** Ids that are there, so that cases get further than 404. */
  readonly overrides: Overrides
}

const idSchema = z.object({ id: z.string() })
const tokenSchema = z.object({ token: z.string() })

/**
 * One account with three tenants: reads go to the first, changes to the second, and the third gets deleted and restored,
 * so that no case spoils what the ones after it need. Nor can a case end the token or the person that it comes from.
 */
export async function thingsToFuzz(headgate: Headgate): Promise<ThingsToFuzz> {
  const { apiUrl, operatorToken } = headgate.localJson
  const customer = await newCustomer(apiUrl, `${headgate.home}/outbox`)
  const read = await activeTenant(customer, ['clicks'])
  const changed = await activeTenant(customer, ['clicks'])
  const doomed = await activeTenant(customer, ['clicks'])
  await Promise.all([read, changed].map((tenant) => idleGroup(headgate, tenant, 'clicks')))
  const viewer = await made(customer, '/account/tokens', { name: 'viewer', role: 'viewer' })
  const spare = await made(customer, '/account/tokens', { name: 'spare', role: 'viewer' })
  const ben = { email: 'ben@example.com', role: 'viewer' }
  const member = await made(customer, '/account/members', ben)
  const carl = request(apiUrl, 'POST', '/operator/operators', { name: 'Carl' }, operatorToken)
  const everywhere = {
    topicName: 'clicks',
    groupName: 'readers',
    invoiceId: 'draft',
    tokenId: idSchema.parse(spare).id,
    memberId: idSchema.parse(member).id,
    operatorId: idSchema.parse((await must(201, carl)).json()).id,
  }
  return {
    tokens: {
      owner: customer.token,
      viewer: tokenSchema.parse(viewer).token,
      anonymous: undefined,
      operator: operatorToken,
    },
    overrides: {
      everywhere,
      read: { ...idsOf(read), clusterId: await clusterId(headgate) },
      // Without its one cluster the installation could go on with nothing.
      changed: { ...idsOf(changed), clusterId: 'cl_none' },
      doomed: idsOf(doomed),
    },
  }
}

async function clusterId({ localJson: { apiUrl, operatorToken } }: Headgate): Promise<string> {
  const listed = await must(
    200,
    request(apiUrl, 'GET', '/operator/clusters', undefined, operatorToken),
  )
  const [cluster] = z.object({ items: z.array(idSchema) }).parse(listed.json()).items
  return cluster?.id ?? 'cl_none'
}

const idsOf = ({ id, credentialId }: ActiveTenant) => ({ tenantId: id, credentialId })

async function made({ api }: Customer, path: string, body: unknown): Promise<unknown> {
  return (await must(201, api('POST', path, body))).json()
}
