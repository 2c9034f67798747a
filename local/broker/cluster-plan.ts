/** Where one broker listens; all on 127.0.0.1. */
export interface BrokerPlan {
  id: number
  tenantPort: number
  adminPort: number
  controllerPort: number
  metricsPort: number
}

/** Names and passwords of the control plane and of the brokers among themselves; new at every start. */
export interface ClusterSecrets {
  adminPassword: string
  brokerPassword: string
}

/** No tenant can be called so: their user names begin with a tenant id and have no letters after its dash. */
export const ADMIN_USERNAME = 'headgate-admin'
export const BROKER_USERNAME = 'headgate-broker'

/** Internal ports that one broker needs beside the tenant listener's. */
export const INTERNAL_PORTS_PER_BROKER = 3

/** Gives each broker its tenant port and three of the free ports. */
export function planBrokers(
  tenantPorts: readonly number[],
  freePorts: readonly number[],
): BrokerPlan[] {
  return tenantPorts.map((tenantPort, index) => {
    const [adminPort, controllerPort, metricsPort] = freePorts.slice(
      INTERNAL_PORTS_PER_BROKER * index,
    )
    if (adminPort === undefined || controllerPort === undefined || metricsPort === undefined)
      throw new RangeError(`Too few free ports for ${tenantPorts.length} brokers`)
    return { id: index + 1, tenantPort, adminPort, controllerPort, metricsPort }
  })
}
