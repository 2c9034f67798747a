import type { Route } from './route.ts'

/** Below these paths answers bear an ETag, and changes heed If-Match: what the ETag tells the state of. */
const OWNERS: readonly (readonly [path: string, owner: string])[] = [
  ['/tenants/{tenantId}', 'tenant'],
  ['/operator/tenants/{tenantId}', 'tenant'],
  ['/operator/clusters/{clusterId}', 'cluster'],
  ['/account/webhooks/{webhookId}', 'webhook'],
  ['/account/budget', 'budget'],
]

/** What the ETags at the route's path tell the state of; undefined where there are none. */
export function etagOwnerOf({ path }: Pick<Route<never>, 'path'>): string | undefined {
  return OWNERS.find(([begin]) => path === begin || path.startsWith(`${begin}/`))?.[1]
}

/** Of a generation or version, which changes with every change that somebody asks for. */
export function etagOf(state: number): string {
  return `"${state}"`
}
