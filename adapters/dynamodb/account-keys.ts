import type { Key } from './keys.ts'

export const OPERATORS_PARTITION = 'OPERATORS'
export const OPERATOR_PREFIX = 'OPERATOR#'

export function operatorKey(id: string): Key {
  return { pk: OPERATORS_PARTITION, sk: `${OPERATOR_PREFIX}${id}` }
}

/** How many operators there are. */
export function operatorCountKey(): Key {
  return { pk: OPERATORS_PARTITION, sk: 'COUNT' }
}

/** Says that a bootstrap secret was used. */
export function burntSecretKey(fingerprint: string): Key {
  return { pk: OPERATORS_PARTITION, sk: `BURNT#${fingerprint}` }
}
