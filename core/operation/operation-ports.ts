import type { Operation } from './operation.ts'

/** Operations are written with the declaration they belong to and finished with its settling; here they are read. */
export interface OperationStore {
  get(id: string): Promise<Operation | undefined>
}
