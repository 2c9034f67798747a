import type { Operation, ProgressStep } from '../operation/operation.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Cell, ChangeKind } from './change.ts'
import { elapse } from './elapse.ts'
import { plan } from './plan.ts'

const STEPS: readonly { readonly step: string; readonly kinds: readonly ChangeKind[] }[] = [
  { step: 'topics', kinds: ['create-topic', 'grow-topic', 'configure-topic', 'delete-topic'] },
  { step: 'users', kinds: ['put-user', 'delete-user', 'forget-secret'] },
  { step: 'access', kinds: ['grant-access', 'revoke-access'] },
  { step: 'quotas', kinds: ['set-quota'] },
  { step: 'log-in', kinds: ['verify-login'] },
]

/** How far the tenant's settling has come, step by step; all done once the operation is. */
export function progressOf(
  operation: Operation,
  tenant: Tenant | undefined,
  cell: Cell | undefined,
  now: number,
): readonly ProgressStep[] {
  if (operation.tenantId === undefined) return []
  const over = operation.state !== 'pending' || tenant === undefined
  const placed = over || tenant.clusterId !== null
  const left = over ? [] : plan(elapse(tenant, now), cell ?? NO_CELL)
  const steps = STEPS.map(({ step, kinds }) => ({
    step,
    done: !left.some(({ kind }) => kinds.includes(kind)),
  }))
  return [{ step: 'placement', done: placed }, ...steps].map(({ step, done }) => ({
    step,
    state: done ? 'done' : 'pending',
  }))
}

/** Before a tenant is placed nothing was applied, so that no number of brokers makes a difference. */
const NO_CELL: Cell = { brokers: 1, replicationFactor: 1 }
