import type { UserSecret } from './cluster-ports.ts'

/**
 * What the provider of a cluster says of it. `unfit`: it can hold no tenants until a person changes it. `unreachable`:
 * nobody there answers, or nobody lets us in; the reason may be shown to operators.
 */
export type InspectedCluster =
  | { readonly kind: 'busy' }
  | { readonly kind: 'unfit'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'up'; readonly bootstrapServers: string; readonly brokers: number }

/**
 * Whoever runs the brokers for us (Amazon MSK, or a person). Every method may be repeated, none waits for what it began;
 * throws `unavailable` when there is no answer.
 */
export interface ClusterProvider {
  inspect(): Promise<InspectedCluster>
  /** Makes the brokers refuse whoever has no permission. `under-way`: they are being restarted one by one. */
  denyByDefault(): Promise<'done' | 'under-way'>
}

/** The brokers' own side of letting in and turning away, over the Kafka protocol. */
export interface ClusterGate {
  /** Gives the brokers themselves the permissions they need once nobody else has any by default. May be repeated. */
  admitBrokers(): Promise<void>
  /** True when every broker refuses this user what nobody was permitted. The user can log in. */
  refuses(user: UserSecret): Promise<boolean>
}
