import { SECOND_MS } from '../kernel/clock.ts'
import type { AppliedCredential, Credential } from './credential.ts'

/** As if everything were on the cluster: what a removal must assume, since an answer may have been lost. */
const PERHAPS_APPLIED: AppliedCredential = {
  user: true,
  access: 'full',
  quota: { produceBytesPerSecond: 0, consumeBytesPerSecond: 0, requestPercentage: 0 },
}

/** Revoked from this moment on. One that is revoked already stays as it is. */
export function revoked(credential: Credential, now: number): Credential {
  if (credential.state === 'revoked') return credential
  const { id, number, role, topics, createdAt, replaces, rotateEveryDays } = credential
  const base = {
    id,
    number,
    role,
    topics,
    createdAt,
    ...(replaces === undefined ? {} : { replaces }),
    ...(rotateEveryDays === undefined ? {} : { rotateEveryDays }),
  }
  return { ...base, applied: PERHAPS_APPLIED, state: 'revoked', revokedAt: now, cleanedAt: null }
}

/** Revoked, and to be removed from the cluster once more, whatever was seen there last. */
export function uncleaned(credential: Extract<Credential, { state: 'revoked' }>): Credential {
  return { ...credential, applied: PERHAPS_APPLIED, cleanedAt: null }
}

/** The old credential of a pair, once the new one works: it lives on for the grace. */
export function retiring(old: Credential, graceSeconds: number, now: number): Credential {
  if (old.state !== 'active') return old
  return { ...old, state: 'retiring', retiresAt: now + graceSeconds * SECOND_MS }
}
