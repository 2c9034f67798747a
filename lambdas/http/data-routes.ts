import type { DataDeps } from './deps.ts'
import { consumerGroupRoutes } from './resources/consumer-groups.ts'
import { recordRoutes } from './resources/records.ts'
import type { Route } from './route.ts'

/** The routes that speak Kafka themselves: a function of its own, as no other holds a client of Kafka. */
export const dataRoutes: readonly Route<DataDeps>[] = [...consumerGroupRoutes, ...recordRoutes]
