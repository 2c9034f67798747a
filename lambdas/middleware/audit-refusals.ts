import type { MiddlewareObj } from '@middy/core'
import type { AuditStore } from '../../core/audit/audit-ports.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { newId, type Randomness } from '../../core/kernel/ids.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import type { Route } from '../http/route.ts'
import type { ApiEvent, ApiResult } from './event.ts'
import type { ReportFault } from './problem-answers.ts'
import { withoutSecrets } from './without-secrets.ts'

interface RefusalDeps {
  readonly audit: AuditStore
  readonly clock: Clock
  readonly randomness: Randomness
}

const RESOURCE_CHARACTERS_MAX = 512
/** Where the trail has another word than the API. */
const ACTIONS: Readonly<Record<string, string>> = {
  getSecret: 'credential.read-secret',
  getConnection: 'credential.read-secret',
  addOperator: 'operator.create',
  removeOperator: 'operator.delete',
  changePassword: 'password.change',
}

/**
 * Puts on record who was refused a change or a secret for want of a role or by a limit. What cannot be recorded is
 * reported: the refusal stands all the same. Comes after authentication, so that it is known who asked.
 */
export function auditRefusals(
  deps: RefusalDeps,
  route: Route<never>,
  report: ReportFault,
): MiddlewareObj<ApiEvent, ApiResult> {
  const isWatched = route.method !== 'GET' || route.access === 'secret.read'
  return {
    onError: async ({ event, error: refusal }) => {
      const isRefusal =
        isServiceError(refusal, 'forbidden') || isServiceError(refusal, 'limit_reached')
      if (!isWatched || !isRefusal || event.actor === undefined || route.access === 'public') return
      await deps.audit.append(refusedEvent(deps, route, event, event.actor)).catch((error) => {
        report({ requestId: event.requestId ?? 'unknown', error })
      })
    },
  }
}

function refusedEvent(
  { clock, randomness }: RefusalDeps,
  { operationId }: Route<never>,
  { requestId, requestContext: { http } }: ApiEvent,
  { id: actor, accountId }: NonNullable<ApiEvent['actor']>,
) {
  return {
    id: newId('evt', randomness),
    accountId,
    at: clock.now(),
    actor,
    action: ACTIONS[operationId] ?? nounVerb(operationId),
    resource: withoutSecrets(http.path).slice(0, RESOURCE_CHARACTERS_MAX),
    outcome: 'refused' as const,
    requestId: requestId ?? null,
    sourceAddress: http.sourceIp,
  }
}

/** createTenant → tenant.create */
function nounVerb(operationId: string): string {
  const [, verb = '', noun = ''] = /^([a-z]+)([A-Z]\w*)$/.exec(operationId) ?? []
  const words = noun.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
  return `${words}.${verb}`
}
