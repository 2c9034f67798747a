/** What a deployment test counted, for whoever reads its output. */
export interface DeploymentCounts {
  stacks: number
  resources: number
  seconds: number
  tenants: number
  /** From the first request until the last of them was active, the cell's making ready included. */
  tenantSeconds: number
  records: number
  /** Of the first tenant; as many as were on disk. */
  billedBytes: number
}

export function printCounts(count: DeploymentCounts): void {
  const { stacks, resources, seconds, tenants, tenantSeconds, records, billedBytes } = count
  process.stdout.write(
    `deployed ${stacks} stacks with ${resources} resources in ${seconds.toFixed(1)} s; ` +
      `${tenants} tenants provisioned at once through the deployed API in ${tenantSeconds.toFixed(1)} s, ` +
      `${records} records through their credentials; ` +
      `billed by the deployed meter ${billedBytes} bytes of ${billedBytes} on disk\n`,
  )
}
