import { ServiceError } from '../kernel/service-error.ts'
import type { Actor } from './account.ts'
import { mayActAs, type Role } from './role.ts'

/** Who may at least: anyone, whoever runs the installation, or a role of the account and all above it. */
export type Least = 'public' | 'operator' | Role

interface Permission {
  readonly least: Least
  /** What it lets somebody do, for docs/roles.md. */
  readonly means: string
}

/** A list that says its own names and holds nothing but permissions. */
function table<Name extends string>(
  rows: Readonly<Record<Name, Permission>>,
): Readonly<Record<Name, Permission>> {
  return rows
}

/**
 * Who may do what: the one table that the middleware enforces and docs/roles.md prints. A route names its row. What
 * depends on the thing itself (a role is given up to one's own, an owner is changed by owners) is said in `means` and
 * decided in the use case.
 */
export const PERMISSIONS = table({
  public: { least: 'public', means: 'Health, plans and documents; signing up and logging in' },
  operator: { least: 'operator', means: 'Run the installation: operators, tenants, credits' },
  'session.end': { least: 'viewer', means: 'Log out, change the own password (with a session)' },
  'account.read': { least: 'viewer', means: 'The account' },
  'member.read': { least: 'viewer', means: 'Members and who is invited' },
  'token.read': { least: 'viewer', means: 'API tokens, without their secrets' },
  'operation.read': { least: 'viewer', means: 'How far an operation is' },
  'tenant.read': { least: 'viewer', means: 'Tenants, with their limits and states' },
  'topic.read': { least: 'viewer', means: 'Topics, with their sizes' },
  'group.read': { least: 'viewer', means: 'Consumer groups: members, offsets, lag' },
  'credential.read': { least: 'viewer', means: 'Credentials, without their passwords' },
  'usage.read': { least: 'viewer', means: 'What was used' },
  'invoice.read': { least: 'viewer', means: 'Invoices and the budget' },
  'tenant.create': { least: 'developer', means: 'Make a tenant, try again what failed in one' },
  'topic.change': { least: 'developer', means: 'Make, change and delete topics' },
  'credential.change': { least: 'developer', means: 'Make, rotate and revoke credentials' },
  'record.read': { least: 'developer', means: 'Look at records through the API' },
  'record.write': { least: 'developer', means: 'Write records through the API; each is audited' },
  'group.change': { least: 'developer', means: 'Reset and delete consumer groups' },
  'secret.read': { least: 'developer', means: 'Passwords of credentials; each read is audited' },
  'token.change': {
    least: 'developer',
    means: 'Make API tokens up to the own role and revoke those; an admin revokes those of others',
  },
  'tenant.change': {
    least: 'admin',
    means: 'Rename a tenant, change its plan, delete and restore it',
  },
  'member.change': {
    least: 'admin',
    means: 'Invite, change and remove members up to the own role',
  },
  'budget.change': { least: 'admin', means: 'Set the budget' },
  'webhook.read': { least: 'developer', means: 'Webhooks and what became of their messages' },
  'webhook.change': {
    least: 'admin',
    means: 'Make, change, try and delete webhooks; see their signing secrets once',
  },
  'audit.read': { least: 'admin', means: 'The audit trail' },
  'account.change': { least: 'admin', means: 'Rename the account' },
  'account.export': { least: 'owner', means: 'Export all that the account has, without secrets' },
  'account.delete': { least: 'owner', means: 'Delete the account for good' },
})

export type Action = keyof typeof PERMISSIONS

export function leastFor(action: Action): Least {
  return PERMISSIONS[action].least
}

/** Throws `forbidden`, with a sentence that says what is needed, whatever the thing is that was asked for. */
export function refuseUnlessAllowed(actor: Actor, action: Action): void {
  const least = leastFor(action)
  if (least === 'public') return
  if (least === 'operator') {
    if (actor.operator === true) return
    throw new ServiceError('forbidden', 'Only an operator may do this.')
  }
  if (mayActAs(actor.role, least)) return
  throw new ServiceError('forbidden', `This needs the role "${least}"; yours is "${actor.role}".`)
}
