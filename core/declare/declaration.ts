import type { AuditEvent } from '../audit/audit-event.ts'
import type { Operation, OperationSubject } from '../operation/operation.ts'
import { planChangeOf } from '../tenant/plan-change-of.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Declaration } from '../tenant/tenant-ports.ts'
import { declaredChange } from './declared-change.ts'
import type { DeclareRequest, Intent } from './intent.ts'

interface Marks {
  readonly operationId: string
  readonly eventId: string
  readonly now: number
}

/** Puts together what one declaration writes, and the answer that goes with it. */
export function declarationOf(
  request: DeclareRequest,
  intent: Intent,
  marks: Marks,
): { declaration: Declaration; answer: unknown } {
  const tenant = declaredTenant(intent, marks)
  const resource = resourceOf(tenant.id, intent.subject)
  const operation = operationOf(tenant, resource, marks)
  const answer = request.present({
    tenant,
    operationId: marks.operationId,
    subject: intent.subject,
  })
  const auditEvent = auditEventOf(request, intent, { resource, answer }, marks)
  const planChange = planChangeOf(intent.before, tenant, marks.now)
  return {
    answer,
    declaration: {
      tenant,
      operation,
      auditEvent,
      ...(planChange === undefined ? {} : { planChange }),
      ...(intent.loadChange === undefined ? {} : { loadChange: intent.loadChange }),
      ...(intent.formerName === undefined ? {} : { formerName: intent.formerName }),
      ...(intent.accountTenantsMax === undefined
        ? {}
        : { accountTenantsMax: intent.accountTenantsMax }),
    },
  }
}

function declaredTenant({ tenant, subject }: Intent, { operationId, now }: Marks): Tenant {
  const generation = tenant.generation + 1
  return {
    ...tenant,
    version: tenant.version + 1,
    generation,
    dueAt: now,
    failures: 0,
    openOperations: [...tenant.openOperations, { id: operationId, generation, subject }],
  }
}

function operationOf(tenant: Tenant, resource: string, { operationId, now }: Marks): Operation {
  return {
    id: operationId,
    accountId: tenant.accountId,
    tenantId: tenant.id,
    resource,
    generation: tenant.generation,
    state: 'pending',
    createdAt: now,
  }
}

function auditEventOf(
  request: DeclareRequest,
  intent: Intent,
  { resource, answer }: { readonly resource: string; readonly answer: unknown },
  { eventId, now }: Marks,
): AuditEvent {
  return {
    id: eventId,
    accountId: intent.tenant.accountId,
    at: now,
    actor: request.actor.id,
    action: intent.action,
    resource,
    outcome: 'accepted',
    ...declaredChange(intent.before, intent.tenant, intent.subject),
    requestId: request.requestId,
    sourceAddress: request.sourceAddress,
    ...(request.repeat === undefined ? {} : { repeat: { ...request.repeat, resource, answer } }),
  }
}

/** Where the API shows the subject. */
export function resourceOf(tenantId: string, subject: OperationSubject): string {
  const tenant = `/v1/tenants/${tenantId}`
  switch (subject.kind) {
    case 'tenant':
      return tenant
    case 'topic':
      return `${tenant}/topics/${subject.name}`
    case 'credential':
      return `${tenant}/credentials/${subject.id}`
  }
}
