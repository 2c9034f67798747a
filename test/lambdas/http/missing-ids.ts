/** By the names that paths of the route table have for them. */
export type Ids = Readonly<Record<string, string>>

const SAME_LENGTH = 'a'.repeat(20)

/** Ids of the right form that nothing has. */
export const MISSING: Ids = {
  tenantId: 'a'.repeat(12),
  topicName: 'nosuch',
  groupName: 'nosuch',
  credentialId: `crd_${SAME_LENGTH}`,
  operationId: `op_${SAME_LENGTH}`,
  tokenId: `tok_${SAME_LENGTH}`,
  invoiceId: `inv_${SAME_LENGTH}`,
  accountId: `acc_${SAME_LENGTH}`,
  operatorId: `opr_${SAME_LENGTH}`,
  memberId: `mem_${SAME_LENGTH}`,
  webhookId: `whk_${SAME_LENGTH}`,
  deliveryId: `dlv_${SAME_LENGTH}${'a'.repeat(9)}`,
  findingId: `fnd_${SAME_LENGTH}`,
  clusterId: 'cl_nosuch',
}

/** The path with those ids in it; fails for a name that nobody here knows. */
export function filled(path: string, ids: Ids): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined)
      throw new Error(
        `No ${name} is known for ${path}: give it one where things are made for tests.`,
      )
    return id
  })
}
