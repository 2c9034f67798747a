import {
  alterClientQuotasV1,
  createAclsV3,
  createTopicsV7,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka'
import { takeAccess } from '../../../adapters/kafka/take-away.ts'
import { asFound } from '../../../core/reconcile/drift/wanted.ts'
import { accessBindings } from '../../../core/credential/access-bindings.ts'
import type { Tenant } from '../../../core/tenant/tenant.ts'
import { credentialNumbered } from '../../core/fixtures/stored.ts'
import type { DriftBench } from './drift-bench.ts'

const [TOPIC, READ] = [2, 3] as const
const SET = 0
const [LITERAL, PREFIXED] = [3, 4] as const
const [DENY, ALLOW] = [2, 3] as const
const ANY_RATE = { produceBytesPerSecond: 9, consumeBytesPerSecond: 9, requestPercentage: 9 }

/** What somebody does on the broker behind everyone's back, and what a sweep is to call it. */
export interface Break {
  readonly finds: string
  readonly becomes: 'repaired' | 'open'
  by(bench: DriftBench, tenant: Tenant): Promise<unknown>
}

const user = (tenant: Tenant, number = 1) => `${tenant.id}-${number}`

function addAcl(principal: string, resourceName: string, prefixed: boolean, deny = false) {
  const acl = {
    ...{ principal, host: '*', resourceType: TOPIC, resourceName, operation: READ },
    resourcePatternType: prefixed ? PREFIXED : LITERAL,
    permissionType: deny ? DENY : ALLOW,
  } as const
  return ({ admin }: DriftBench) => admin.requests.ask(createAclsV3.api, [acl])
}

function setTopic(name: string, value: string) {
  return ({ admin }: DriftBench, tenant: Tenant) => {
    const configs = [{ name, value, configOperation: SET } as const]
    const resource = { resourceType: TOPIC, resourceName: `${tenant.id}.clicks`, configs } as const
    return admin.requests.ask(incrementalAlterConfigsV1.api, [resource], false)
  }
}

function makeTopic({ admin }: DriftBench, name: string, numPartitions = 1) {
  const topic = { name, numPartitions, replicationFactor: 1, assignments: [], configs: [] }
  return admin.requests.ask(createTopicsV7.api, [topic], 5_000, false)
}

/** Each on a tenant of its own, which has a topic `clicks` of two partitions, and once had a topic `past` and a second user. */
export const breaks: readonly Break[] = [
  {
    finds: 'access_missing',
    becomes: 'repaired',
    by: ({ admin }, tenant) => {
      const bindings = accessBindings(tenant.id, credentialNumbered(tenant, 1), 'full')
      return takeAccess(admin.requests, bindings.slice(0, 1).map(asFound))
    },
  },
  {
    finds: 'access_stray',
    becomes: 'repaired',
    by: (bench, tenant) => addAcl(`User:${user(tenant)}`, '*', false)(bench),
  },
  {
    finds: 'access_stray',
    becomes: 'repaired',
    by: (bench, tenant) => addAcl(`User:${user(tenant)}`, `${tenant.id}.`, true, true)(bench),
  },
  {
    finds: 'access_stray',
    becomes: 'repaired',
    by: (bench, tenant) => addAcl(`User:${user(tenant, 2)}`, `${tenant.id}.`, true)(bench),
  },
  {
    finds: 'access_foreign',
    becomes: 'open',
    by: (bench, tenant) => addAcl('User:reporting', `${tenant.id}.`, true)(bench),
  },
  {
    finds: 'user_missing',
    becomes: 'repaired',
    by: ({ admin }, tenant) => admin.deleteUsers([user(tenant)]),
  },
  {
    finds: 'user_stray',
    becomes: 'repaired',
    by: ({ admin }, tenant) => admin.putUsers([{ username: user(tenant, 2), password: 'by hand' }]),
  },
  {
    finds: 'user_stray',
    becomes: 'open',
    by: ({ admin }, tenant) =>
      admin.putUsers([{ username: user(tenant, 99), password: 'by hand' }]),
  },
  {
    finds: 'quota_missing',
    becomes: 'repaired',
    by: ({ admin }, tenant) => admin.setQuotas([{ username: user(tenant), quota: null }]),
  },
  {
    finds: 'quota_wrong',
    becomes: 'repaired',
    by: ({ admin }, tenant) => admin.setQuotas([{ username: user(tenant), quota: ANY_RATE }]),
  },
  {
    finds: 'quota_stray',
    becomes: 'repaired',
    by: ({ admin }, tenant) => admin.setQuotas([{ username: user(tenant, 2), quota: ANY_RATE }]),
  },
  {
    finds: 'quota_stray',
    becomes: 'repaired',
    by: ({ admin }, tenant) => {
      const entities = [
        { entityType: 'user', entityName: user(tenant) },
        { entityType: 'client-id', entityName: 'faster' },
      ] as const
      const ops = [{ key: 'producer_byte_rate', value: 1e9, remove: false }] as const
      const entry = { entities: [...entities], ops: [...ops] }
      return admin.requests.ask(alterClientQuotasV1.api, [entry], false)
    },
  },
  {
    finds: 'quota_stray',
    becomes: 'repaired',
    by: ({ admin }, tenant) => {
      const ops = [{ key: 'controller_mutation_rate', value: 1e9, remove: false }] as const
      const entities = [{ entityType: 'user', entityName: user(tenant) }] as const
      const entry = { entities: [...entities], ops: [...ops] }
      return admin.requests.ask(alterClientQuotasV1.api, [entry], false)
    },
  },
  { finds: 'settings_wrong', becomes: 'repaired', by: setTopic('retention.ms', '-1') },
  { finds: 'settings_wrong', becomes: 'repaired', by: setTopic('cleanup.policy', 'compact') },
  { finds: 'settings_stray', becomes: 'repaired', by: setTopic('max.message.bytes', '100000000') },
  {
    finds: 'topic_grown',
    becomes: 'open',
    by: ({ admin }, tenant) =>
      admin.growTopics([{ kafkaName: `${tenant.id}.clicks`, partitions: 5 }]),
  },
  {
    finds: 'topic_shrunk',
    becomes: 'repaired',
    by: async (bench, tenant) => {
      const name = `${tenant.id}.clicks`
      await bench.admin.deleteTopics([name])
      await makeTopic(bench, name)
      await setTopic('cleanup.policy', 'delete')(bench, tenant)
      await setTopic('retention.ms', '86400000')(bench, tenant)
    },
  },
  {
    finds: 'topic_lost',
    becomes: 'open',
    by: ({ admin }, tenant) => admin.deleteTopics([`${tenant.id}.clicks`]),
  },
  {
    finds: 'topic_stray',
    becomes: 'repaired',
    by: (bench, tenant) => makeTopic(bench, `${tenant.id}.past`),
  },
  {
    finds: 'topic_stray',
    becomes: 'open',
    by: (bench, tenant) => makeTopic(bench, `${tenant.id}.byhand`),
  },
  {
    finds: 'unknown_owner',
    becomes: 'open',
    by: (bench) => makeTopic(bench, 'nobodysheard.orders'),
  },
]
