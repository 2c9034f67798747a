import { deleteGroupsV2, findCoordinatorV4, metadataV12 } from '@platformatic/kafka'
import type { ItemResult } from '../../core/cluster/cluster-ports.ts'
import { isServiceError } from '../../core/kernel/service-error.ts'
import type { ClusterCaretaker } from '../../core/reconcile/drift/drift-ports.ts'
import { GroupTally } from '../../core/reconcile/drift/group-tally.ts'
import {
  AdminConnection,
  type AdminConnectionOptions,
  type BrokerAddress,
} from './admin-connection.ts'
import type { AdminRequests } from './admin-requests.ts'
import { chunksOf, mapBounded } from './bounded.ts'
import { type BrokerConnections, createBrokerConnections } from './broker-connections.ts'
import { GROUP_ID_NOT_FOUND, NONE } from './error-codes.ts'
import { resultsInOrder, unavailable } from './errors.ts'
import { listGroupsInto } from './list-groups.ts'

type GroupDeeds = Pick<ClusterCaretaker, 'groups' | 'deleteGroups'>

/** Each answer may hold some megabytes. */
const BROKERS_AT_ONCE = 4
/** Names may be long, and brokers of ours take requests of 2 MiB. */
const CHARACTERS_A_REQUEST = 250_000
const NAMES_A_REQUEST = 500
/** Key type of FindCoordinator. */
const GROUP = 0

/** Connections of its own, so that a large answer never stands in the way of a change that somebody waits for. */
export function kafkaGroups(
  options: AdminConnectionOptions,
): GroupDeeds & { close(): Promise<void> } {
  const cluster = new AdminConnection(options)
  const each = createBrokerConnections(options)
  return {
    groups: () => readGroups(cluster, each),
    deleteGroups: async (kafkaNames) => {
      const results: ItemResult[] = []
      for (const part of partsOf(kafkaNames))
        results.push(...(await takeGroups(cluster, each, part)))
      return results
    },
    close: async () => {
      await Promise.all([cluster.close(), each.close()])
    },
  }
}

/** Every broker answers for the groups that it coordinates, so all of them are asked. */
async function readGroups(cluster: AdminRequests, each: BrokerConnections) {
  const { brokers } = await cluster.ask(metadataV12.api, [])
  await each.keepOnly(brokers)
  const tally = new GroupTally()
  const answered = await mapBounded(brokers, BROKERS_AT_ONCE, (broker) =>
    listGroupsInto(each.to(broker), tally).catch(falseIfUnavailable),
  )
  if (!answered.includes(true)) throw unavailable()
  return tally.found(!answered.includes(false))
}

function falseIfUnavailable(error: unknown): false {
  if (!isServiceError(error, 'unavailable')) throw error
  return false
}

/** A coordinator that moved on, or does not answer, leaves its groups for the next time. */
async function takeGroups(
  cluster: AdminRequests,
  each: BrokerConnections,
  kafkaNames: readonly string[],
): Promise<ItemResult[]> {
  const { coordinators } = await cluster.ask(findCoordinatorV4.api, GROUP, [...kafkaNames])
  const codes = new Map(coordinators.map(({ key, errorCode }) => [key, errorCode]))
  const found = coordinators.filter(({ errorCode }) => errorCode === NONE)
  const byBroker = Map.groupBy(found, addressOf)
  for (const [address, own] of byBroker) {
    const names = own.map(({ key }) => key)
    for (const name of names) codes.delete(name)
    const broker: BrokerAddress = own[0] ?? { host: address, port: 0 }
    const { results } = await each.to(broker).ask(deleteGroupsV2.api, names)
    for (const { groupId, errorCode } of results) codes.set(groupId, errorCode)
  }
  return resultsInOrder(kafkaNames, codes, [GROUP_ID_NOT_FOUND])
}

function addressOf({ host, port }: BrokerAddress): string {
  return `${host}:${port}`
}

function partsOf(kafkaNames: readonly string[]): readonly (readonly string[])[] {
  return chunksOf(kafkaNames, NAMES_A_REQUEST).flatMap((names) => {
    const longest = Math.max(1, ...names.map(({ length }) => length))
    return chunksOf(names, Math.max(1, Math.floor(CHARACTERS_A_REQUEST / longest)))
  })
}
