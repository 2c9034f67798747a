import type { Api } from './api.ts'
import type { Stack } from './stack.ts'
import type { StepTable } from './step-table.ts'
import type { Tenant } from './tenant.ts'

/** Where an act of the demo plays: a customer of a running stack, with a tenant. */
export interface Scene {
  readonly stack: Stack
  readonly table: StepTable
  readonly api: Api
  readonly tenant: Tenant
  /** Full names of the tenant's two topics. */
  readonly flights: string
  readonly heartbeats: string
}
