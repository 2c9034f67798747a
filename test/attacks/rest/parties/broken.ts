import { AsyncLocalStorage } from 'node:async_hooks'
import * as z from 'zod'
import { notFound } from '../../../../core/kernel/service-error.ts'
import type { Parts } from '../../../lambdas/parts.ts'
import type { Broken } from './memory-ground.ts'

/** Who asks now, as the stores below are not told. */
interface Asker {
  accountId: string
}

/**
 * An installation with a mistake in every place where two accounts are kept apart: stores that do not look whose things
 * are, routes of operators for everybody, cursors and keys that are anybody's, addresses as callers say them. The attacks
 * must tell.
 */
export function brokenEverywhere(): Broken {
  const asker = new AsyncLocalStorage<Asker>()
  const seen = new Set<string>()
  const addresses = new Set<string>()
  return {
    parts: (parts) => ({
      ...parts,
      ...withoutOwners(parts, asker, seen),
      ...withoutSeals(parts),
      ...forAnybodysLogIn(parts, addresses),
      webhookReach: 'any',
      endedSessions: { ...parts.endedSessions, isEnded: async () => false },
    }),
    routes: (routes) =>
      routes.map((row) => ({
        ...row,
        ...(row.access === 'operator' ? { access: 'account.read' as const } : {}),
        // What is not known is taken and dropped.
        ...(row.body instanceof z.ZodObject ? { body: z.object(row.body.shape) } : {}),
      })),
    handler: (handler) => (event, context) => {
      const { http } = event.requestContext
      const path = new URL(decodeURIComponent(event.rawPath.replaceAll('%0', '')), 'http://a')
        .pathname
      const sourceIp = event.headers['x-forwarded-for'] ?? http.sourceIp
      const changed = {
        ...event,
        rawPath: path,
        requestContext: { ...event.requestContext, http: { ...http, path, sourceIp } },
      }
      return asker.run({ accountId: '' }, () => handler(changed, context))
    },
  }
}

function withoutOwners(parts: Parts, asker: AsyncLocalStorage<Asker>, seen: Set<string>) {
  const { accounts, tenants, answers, operations, webhooks, members, invoices } = parts
  const mine = <T extends { readonly accountId: string }>(thing: T | undefined) => {
    const accountId = asker.getStore()?.accountId
    return thing === undefined || !accountId ? thing : { ...thing, accountId }
  }
  /** Whoever has it. */
  const anyones = async <T>(get: (accountId: string) => Promise<T | undefined>) => {
    for (const accountId of seen) {
      const found = await get(accountId)
      if (found !== undefined) return found
    }
    return undefined
  }
  return {
    accounts: {
      ...accounts,
      async getToken(accountId: string, tokenId: string) {
        const token = await anyones((each) => accounts.getToken(each, tokenId))
        const store = asker.getStore()
        if (store !== undefined && store.accountId === '') store.accountId = token?.accountId ?? ''
        return token ?? (await accounts.getToken(accountId, tokenId))
      },
    },
    tenants: {
      ...tenants,
      get: async (id: string) => mine(await tenants.get(id)),
      async declare(declaration: Parameters<typeof tenants.declare>[0]) {
        const stored = await tenants.get(declaration.tenant.id)
        seen.add(declaration.tenant.accountId)
        const { accountId } = stored ?? declaration.tenant
        return await tenants.declare({
          ...declaration,
          tenant: { ...declaration.tenant, accountId },
        })
      },
    },
    answers: {
      ...answers,
      find: (_: string, key: string) => anyones((each) => answers.find(each, key)),
    },
    operations: { ...operations, get: async (id: string) => mine(await operations.get(id)) },
    webhooks: {
      ...webhooks,
      async list(_: string, page: Parameters<typeof webhooks.list>[1]) {
        const all = await Promise.all([...seen].map((each) => webhooks.list(each, page)))
        return { items: all.flatMap(({ items }) => items) }
      },
      get: async (_: string, id: string) => mine(await anyones((each) => webhooks.get(each, id))),
      add: (
        webhook: Parameters<typeof webhooks.add>[0],
        event: Parameters<typeof webhooks.add>[1],
      ) => webhooks.add(webhook, event, Number.POSITIVE_INFINITY),
    },
    members: {
      ...members,
      get: async (accountId: string, id: string) =>
        (await members.get(accountId, id)) ?? (await anyones((each) => members.get(each, id))),
    },
    invoices: {
      ...invoices,
      get: (_: string, id: string) => anyones((each) => invoices.get(each, id)),
    },
  }
}

/** One seal for every place. */
function withoutSeals({ tokens }: Parts) {
  return {
    tokens: {
      sign: (id: string) => tokens.sign(id),
      verify: (id: string, signature: string) => tokens.verify(id, signature),
      signPlace: () => tokens.signPlace('anywhere'),
    },
  }
}

/** Says that it does not know an address that it does not know. */
function forAnybodysLogIn({ identity }: Parts, addresses: Set<string>) {
  return {
    identity: {
      ...identity,
      signUp: (request: Parameters<typeof identity.signUp>[0]) => {
        addresses.add(request.email)
        return identity.signUp(request)
      },
      enrol: (email: string, password: string) => {
        addresses.add(email)
        return identity.enrol(email, password)
      },
      openSession: (email: string, password: string) => {
        if (!addresses.has(email)) throw notFound('log-in')
        return identity.openSession(email, password)
      },
    },
  }
}
