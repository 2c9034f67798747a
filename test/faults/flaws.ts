import type { Secret } from '../../core/credential/credential-ports.ts'
import type { Ports } from '../core/fixtures/world.ts'
import type { Flaw } from './run-flow.ts'

export interface NamedFlaw {
  readonly name: string
  readonly flaw: Flaw
  /** A flow in which it does harm. */
  readonly flow: string
}

/** The code as it would be with one durable write left out: the harness has to notice each of them. */
export const flaws: readonly NamedFlaw[] = [
  { name: 'a password is handed to the cluster and not stored', flaw: forgetful, flow: 'create' },
  { name: 'the answer to a request is not kept for its repeat', flaw: answerless, flow: 'revoke' },
  { name: 'a request leaves no audit event', flaw: withoutEvents, flow: 'create, add topic' },
  { name: 'the end of an operation is not written', flaw: withoutEnds, flow: 'add topic' },
  { name: 'nothing that a pass did is written', flaw: withoutSettling, flow: 'create' },
  { name: 'the secret of a dead user is kept', flaw: withoutForgetting, flow: 'revoke' },
  { name: 'a lost grant is not doubted', flaw: withoutDoubt, flow: 'resume, suspend' },
]

/** Remembered by the process alone, so that without a crash nobody sees it. */
function forgetful(ports: Ports): Ports {
  const known = new Map<string, Secret>()
  const { secrets } = ports
  return {
    ...ports,
    secrets: {
      get: (username) => secrets.get(username),
      remove: (usernames) => secrets.remove(usernames),
      ensure: async (proposals) =>
        proposals.map((each) => {
          const secret = known.get(each.username) ?? each
          known.set(each.username, secret)
          return secret
        }),
    },
  }
}

function answerless(ports: Ports): Ports {
  return withTenants(ports, {
    declare: ({ auditEvent: { repeat: _, ...auditEvent }, ...rest }) =>
      ports.tenants.declare({ ...rest, auditEvent }),
  })
}

/** The event of every declaration has the same id, so that the last one alone is kept. */
function withoutEvents(ports: Ports): Ports {
  return withTenants(ports, {
    declare: (declaration) =>
      ports.tenants.declare({
        ...declaration,
        auditEvent: { ...declaration.auditEvent, id: 'evt_same' },
      }),
  })
}

function withoutEnds(ports: Ports): Ports {
  return withTenants(ports, {
    settle: (settlement) => ports.tenants.settle({ ...settlement, finished: [] }),
  })
}

function withoutSettling(ports: Ports): Ports {
  return withTenants(ports, { settle: async () => {} })
}

function withoutForgetting(ports: Ports): Ports {
  return { ...ports, secrets: { ...ports.secrets, remove: async () => {} } }
}

/** As if what was last seen on the cluster were still there, whatever was tried since. */
function withoutDoubt(ports: Ports): Ports {
  return withTenants(ports, {
    declare: async (declaration) => {
      const before = await ports.tenants.get(declaration.tenant.id)
      const credentials = Object.fromEntries(
        Object.entries(declaration.tenant.credentials).map(([id, each]) => {
          const applied = before?.credentials[id]?.applied ?? each.applied
          return [id, { ...each, applied: applied.access === 'unknown' ? each.applied : applied }]
        }),
      )
      await ports.tenants.declare({
        ...declaration,
        tenant: { ...declaration.tenant, credentials },
      })
    },
  })
}

function withTenants(ports: Ports, changed: Partial<Ports['tenants']>): Ports {
  return { ...ports, tenants: { ...ports.tenants, ...changed } }
}
