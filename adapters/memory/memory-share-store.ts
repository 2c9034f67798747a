import type { ShareChunk, ShareStore } from '../../core/quota/quota-ports.ts'
import { copy, pairKey, requireVersionBefore } from './memory-database.ts'

export function memoryShareStore(): ShareStore {
  const chunks = new Map<string, ShareChunk>()
  return {
    chunks: async (clusterId) =>
      copy([...chunks.values()].filter((chunk) => chunk.clusterId === clusterId)),

    async put(chunk) {
      const key = pairKey(chunk.clusterId, String(chunk.part))
      requireVersionBefore(chunks.get(key), chunk.version)
      chunks.set(key, copy(chunk))
    },
  }
}
