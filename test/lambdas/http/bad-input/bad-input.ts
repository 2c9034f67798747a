import type { CallOptions } from '../../call.ts'

/** One thing that nobody should send. `{t}` in the path is a tenant of the caller's with the topics orders and a.b.c. */
export interface BadInput extends CallOptions {
  readonly what: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly code: string
  readonly pointers?: readonly string[]
}

export const INVALID = { status: 422, code: 'invalid' } as const
export const NOT_FOUND = { status: 404, code: 'not_found' } as const
export const TENANTS = { method: 'POST', path: '/tenants' } as const
export const TOPICS = { method: 'POST', path: '/tenants/{t}/topics' } as const

/** A value as a title has it: short, on one line, and visible. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value === Number.POSITIVE_INFINITY ? '1e400' : value)
  return text.length <= 40 ? text : `${text.slice(0, 20)}… (${text.length} characters)`
}
