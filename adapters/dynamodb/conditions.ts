/** The condition that there is no such item yet. */
export const IS_NEW = { ConditionExpression: 'attribute_not_exists(pk)' } as const

/**
 * The condition that nobody wrote the item since it was read: the stored version is one less, and there is no item yet
 * for version 1.
 */
export function versionBefore(version: number) {
  if (version === 1) return IS_NEW
  return {
    ConditionExpression: 'version = :read',
    ExpressionAttributeValues: { ':read': version - 1 },
  }
}
