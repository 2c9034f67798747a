import { pageOf } from '../../core/kernel/page.ts'
import {
  type FindingStore,
  findingKeyOf,
  type Resident,
  type ResidentStore,
} from '../../core/reconcile/drift/drift-ports.ts'
import type { Finding } from '../../core/reconcile/drift/finding.ts'
import { copy, copyOf, pairKey, requireVersionBefore } from './memory-database.ts'

export function memoryFindingStore(): FindingStore {
  const findings = new Map<string, Finding>()
  return {
    ofCluster: async (clusterId) =>
      copy([...findings.values()].filter((each) => each.clusterId === clusterId)),
    get: async (clusterId, id) => copyOf(findings.get(findingKeyOf({ clusterId, id }))),
    async list(page) {
      const sorted = [...findings.values()].toSorted((a, b) =>
        findingKeyOf(a) < findingKeyOf(b) ? -1 : 1,
      )
      return copy(pageOf(sorted, page, findingKeyOf))
    },
    async put(finding) {
      const key = findingKeyOf(finding)
      requireVersionBefore(findings.get(key), finding.version)
      findings.set(key, copy(finding))
    },
  }
}

export function memoryResidentStore(): ResidentStore {
  const rolls = new Map<string, { readonly clusterId: string; readonly resident: Resident }>()
  return {
    residents: async (clusterId) =>
      copy(
        [...rolls.values()].flatMap((row) => (row.clusterId === clusterId ? [row.resident] : [])),
      ),
    async putResidents(clusterId, residents) {
      for (const resident of residents)
        rolls.set(pairKey(clusterId, resident.tenantId), { clusterId, resident: copy(resident) })
    },
  }
}
