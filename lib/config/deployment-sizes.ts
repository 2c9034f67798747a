/** How careful, and how dear, everything around the clusters is. */
export interface DeploymentSize {
  /** Stateful resources outlive their stack, and refuse to be deleted by hand before that is switched off. */
  readonly keepsData: boolean
  /** Interface endpoints are paid for by the hour and zone: one zone will do where an outage may be sat out. */
  readonly endpointZones: 'one' | 'all'
  /** Flow logs hold IP addresses: 90 days, as everything that does. */
  readonly flowLogs: boolean
  readonly logRetentionDays: 7 | 90
}

export const DEPLOYMENT_SIZES = {
  dev: { keepsData: false, endpointZones: 'one', flowLogs: false, logRetentionDays: 7 },
  standard: { keepsData: true, endpointZones: 'all', flowLogs: true, logRetentionDays: 90 },
} as const satisfies Record<string, DeploymentSize>

export type DeploymentSizeName = keyof typeof DEPLOYMENT_SIZES
