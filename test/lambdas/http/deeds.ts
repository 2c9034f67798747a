import type { Route } from '../../../lambdas/http/route.ts'
import { logIn, mailedCode, PASSWORD, signUpAs } from '../log-in.ts'
import { BOOTSTRAP_SECRET, OPERATOR_TOKEN } from '../parts.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'
import { filled, type Ids } from './missing-ids.ts'
import { ownThings } from './own-things.ts'

/** One request that changes something, and works. */
export interface Deed {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string>>
  readonly token?: string
}

export interface DeedWorld {
  readonly api: Api
  readonly ann: Person
  readonly ids: Ids
}

/** An account with one of everything. */
export async function deedWorld(): Promise<DeedWorld> {
  const api = await setup()
  const ann = await api.person()
  return { api, ann, ids: await ownThings(api, ann) }
}

/** The example of the route's own document, by an owner or operator, once what it needs is there. */
export async function deedFor(world: DeedWorld, row: Route<never>): Promise<Deed> {
  const { method, path, access, bodyExample } = row
  const token = access === 'operator' ? OPERATOR_TOKEN : world.ann.token
  const prepared = (await PREPARE[row.operationId]?.(world)) ?? {}
  return {
    method,
    path: filled(path, world.ids),
    ...(bodyExample === undefined ? {} : { body: bodyExample }),
    ...(access === 'public' ? {} : { token }),
    ...prepared,
  }
}

const EMAIL = 'bea@example.com'

/** Where the example alone has nothing to work on, or nobody to do it. */
const PREPARE: Readonly<Record<string, (world: DeedWorld) => Promise<Partial<Deed>>>> = {
  async confirmSignUp({ api }) {
    await api.call('POST', '/signup', {
      body: { email: EMAIL, password: PASSWORD, accountName: 'Bea' },
    })
    return { body: { email: EMAIL, code: mailedCode(api, EMAIL) } }
  },
  async openSession({ api }) {
    await signUpAs(api, EMAIL)
    return { body: { email: EMAIL, password: PASSWORD } }
  },
  async refreshSession({ api }) {
    await signUpAs(api, EMAIL)
    const { refreshToken } = await logIn(api, EMAIL)
    return { body: { refreshToken } }
  },
  /** Of somebody who has no tenants. */
  async deleteAccount({ api }) {
    return { token: (await api.person()).token, query: { confirm: 'Acme' } }
  },
  async endSession({ api }) {
    await signUpAs(api, EMAIL)
    return { token: (await logIn(api, EMAIL)).accessToken }
  },
  async changePassword({ api }) {
    await signUpAs(api, EMAIL)
    const { accessToken } = await logIn(api, EMAIL)
    return {
      token: accessToken,
      body: { password: PASSWORD, newPassword: 'staple of another kind' },
    }
  },
  async resetPassword({ api }) {
    await signUpAs(api, EMAIL)
    await api.call('POST', '/password-resets', { body: { email: EMAIL } })
    const code = mailedCode(api, EMAIL)
    return { body: { email: EMAIL, code, password: 'staple of another kind' } }
  },
  claimOperator: async () => ({ body: { secret: BOOTSTRAP_SECRET, name: 'Ann' } }),
  acceptInvitation: async ({ api }) => ({ body: { token: invitationIn(api), password: PASSWORD } }),
  async changeMember({ api }) {
    const token = invitationIn(api)
    await api.call('POST', '/invitations/accept', { body: { token, password: PASSWORD } })
    return { body: { role: 'developer' } }
  },
  async removeOperator({ api }) {
    const body = { name: 'another' }
    await api.call('POST', '/operator/operators', { token: OPERATOR_TOKEN, body })
    return {}
  },
  async restoreTenant({ ann, ids }) {
    await ann.call('DELETE', filled('/tenants/{tenantId}', ids))
    return {}
  },
  async retryTenant({ api: { parts }, ids: { tenantId = '' } }) {
    const tenant = parts.database.tenants.get(tenantId)
    const clicks = tenant?.topics['clicks']
    if (tenant === undefined || clicks === undefined) throw new Error('There is no such topic.')
    const { name, spec, createdAt } = clicks
    const failed = { name, spec, createdAt, state: 'failed', error: 'No.' } as const
    parts.database.tenants.set(tenantId, { ...tenant, topics: { clicks: failed } })
    return {}
  },
  async resumeTenant({ api, ids }) {
    const path = filled('/operator/tenants/{tenantId}/suspend', ids)
    await api.call('POST', path, { token: OPERATOR_TOKEN })
    return {}
  },
  async unsilenceFinding({ api, ids }) {
    const path = filled('/operator/findings/{findingId}/silence', ids)
    const body = { silenceSeconds: 60, reason: 'Agreed.' }
    await api.call('POST', path, { token: OPERATOR_TOKEN, body })
    return {}
  },
  async replayWebhookDelivery({ api: { parts } }) {
    const { deliveries } = parts.database
    for (const [key, each] of deliveries)
      deliveries.set(key, { ...each, state: 'delivered', nextAt: null })
    return {}
  },
}

function invitationIn({ parts }: Api): string {
  const mail = parts.mails.findLast(({ text }) => text.includes('hgi_'))
  const token = mail === undefined ? undefined : /hgi_[\w-]+/.exec(mail.text)?.[0]
  if (token === undefined) throw new Error('Nobody was invited.')
  return token
}
