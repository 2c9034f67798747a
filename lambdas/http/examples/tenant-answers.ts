import type { Credential } from '../../../core/credential/credential.ts'
import type { Operation } from '../../../core/operation/operation.ts'
import { progressOf } from '../../../core/reconcile/progress.ts'
import type { Hold } from '../../../core/tenant/hold.ts'
import type { Topic } from '../../../core/topic/topic.ts'
import { credentialView } from '../views/credential-view.ts'
import { operationView } from '../views/operation-view.ts'
import { tenantView } from '../views/tenant-view.ts'
import { topicView } from '../views/topic-view.ts'
import { at, IDS, NOW, pageOf } from './example-ids.ts'
import {
  CREDENTIAL,
  declared,
  NEW_CREDENTIAL,
  NEW_TENANT,
  OBSERVATION,
  TENANT,
  TOPIC,
} from './example-tenant.ts'

const operationId = IDS.operation
const seen = { observation: OBSERVATION, now: NOW }

const operatorHold: Hold = { kind: 'operator', since: NOW }
const deletionHold: Hold = { kind: 'deletion', since: NOW, until: at('19T08:30:00') }

const OPERATION: Operation = {
  id: operationId,
  accountId: IDS.account,
  tenantId: IDS.tenant,
  resource: `/v1/tenants/${IDS.tenant}`,
  generation: 1,
  state: 'done',
  createdAt: NOW,
}

const tenant = (change: Parameters<typeof declared>[0]) => tenantView(declared(change), operationId)
const topic = (each: Topic) => topicView(TENANT, each, { operationId })
const credential = (each: Credential) => credentialView(TENANT, each, { operationId })

/** What the routes of tenants, their topics and credentials answer, by operation. */
export const tenantAnswers = {
  createTenant: tenantView(NEW_TENANT, operationId),
  listTenants: pageOf(tenantView(TENANT)),
  getTenant: tenantView(TENANT),
  changeTenant: tenant({ plan: 'basic-1', deletionProtection: true }),
  deleteTenant: tenant({ holds: [deletionHold] }),
  restoreTenant: tenant({}),
  retryTenant: tenant({}),
  suspendTenant: tenant({ holds: [operatorHold] }),
  resumeTenant: tenant({}),
  createTopic: topic({ ...TOPIC, createdAt: NOW, state: 'provisioning' }),
  listTopics: pageOf(topicView(TENANT, TOPIC, { observation: OBSERVATION })),
  getTopic: topicView(TENANT, TOPIC, { observation: OBSERVATION }),
  changeTopic: topic({ ...TOPIC, spec: { ...TOPIC.spec, partitions: 6 } }),
  deleteTopic: topic({ ...TOPIC, state: 'deleting' }),
  createCredential: credential({
    ...NEW_CREDENTIAL,
    role: 'consume',
    topics: ['orders', 'invoices-*'],
  }),
  listCredentials: pageOf(credentialView(TENANT, CREDENTIAL, { seen })),
  getCredential: credentialView(TENANT, CREDENTIAL, { seen }),
  rotateCredential: credential({
    ...NEW_CREDENTIAL,
    replaces: { credentialId: CREDENTIAL.id, graceSeconds: 3_600 },
  }),
  changeCredential: credential({ ...CREDENTIAL, rotateEveryDays: 90 }),
  revokeCredential: credential({
    ...CREDENTIAL,
    state: 'revoked',
    revokedAt: NOW,
    cleanedAt: null,
  }),
  getOperation: operationView(OPERATION, progressOf(OPERATION, TENANT, undefined, NOW)),
}
