/** See `core/kernel/ids.ts`. */
export const TENANT_ID_LENGTH = 12

/** What its owner calls a tenant's topic. */
export function nameInTenant(kafkaName: string): string {
  return kafkaName.slice(TENANT_ID_LENGTH + 1)
}

/** Whose topic it is and what its owner calls it; undefined for one that no tenant can own (`core/kernel/ids.ts`). */
export function ownerOfTopic(
  kafkaName: string,
): { readonly tenantId: string; readonly topicName: string } | undefined {
  const [, tenantId, topicName] = /^([a-z][a-z0-9]{11})\.(.+)$/.exec(kafkaName) ?? []
  if (tenantId === undefined || topicName === undefined) return undefined
  return { tenantId, topicName }
}
