import type { ClusterUse } from '../placement/cluster-use.ts'

/** The parts that were said, so that those left out do not overwrite anything. */
export function definedOf(
  parts: { readonly [Part in keyof ClusterUse]?: number | undefined },
): Partial<ClusterUse> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}
