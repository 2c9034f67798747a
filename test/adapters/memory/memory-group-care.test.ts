import { MemoryCluster } from '../../../adapters/memory/memory-cluster.ts'
import { memoryClusterCaretaker } from '../../../adapters/memory/memory-cluster-caretaker.ts'
import type { MemoryGroup } from '../../../adapters/memory/memory-tenant-sessions.ts'
import { describeGroupCareContract } from '../../contracts/group-care-contract.ts'

const MEMBER = { id: 'm-1', clientId: 'app', host: '10.0.0.1', partitions: [] }

describeGroupCareContract('The memory adapter', async () => {
  const groups = new Map<string, Pick<MemoryGroup, 'members'>>()
  return {
    caretaker: memoryClusterCaretaker(new MemoryCluster(), new Map(), groups),
    commit: async (kafkaNames) => {
      for (const name of kafkaNames) groups.set(name, { members: [] })
    },
    join: async (kafkaName) => {
      groups.set(kafkaName, { members: [MEMBER] })
      return { leave: async () => void groups.set(kafkaName, { members: [] }) }
    },
    close: async () => {},
  }
})
