import { type ApiEvent, headerOf } from './event.ts'

const HOST = /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/

/**
 * Scheme and host as the caller wrote them, for addresses that are shown to that caller. It is what they sent, so
 * nothing may be decided by it. API Gateway says the scheme in X-Forwarded-Proto.
 */
export function originOf(event: ApiEvent): string {
  const host = headerOf(event, 'host') ?? ''
  const scheme = headerOf(event, 'x-forwarded-proto') === 'https' ? 'https' : 'http'
  return HOST.test(host) ? `${scheme}://${host}` : 'http://localhost'
}
