import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { AccessBinding } from '../../../core/cluster/cluster-ports.ts'
import { accessBindings } from '../../../core/credential/access-bindings.ts'
import type { Access, Credential, CredentialRole } from '../../../core/credential/credential.ts'
import { NOTHING_APPLIED } from '../../../core/credential/credential.ts'

const TENANT = 'abcdefghijkl'

function bindings(
  role: CredentialRole,
  topics: readonly string[] = [],
  access: Access = 'full',
): readonly AccessBinding[] {
  const credential: Credential = {
    id: 'crd_1',
    number: 4,
    role,
    topics,
    createdAt: 0,
    applied: NOTHING_APPLIED,
    state: 'provisioning',
  }
  return accessBindings(TENANT, credential, access)
}

const inWords = (all: readonly AccessBinding[]) =>
  all.map(({ operation, resource, pattern, name }) => `${operation} ${resource} ${pattern} ${name}`)

const roles = fc.constantFrom<CredentialRole>('readwrite', 'produce', 'consume')
const accesses = fc.constantFrom<Access>('none', 'read-only', 'full')
const patterns = fc.array(fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,20}\*?$|^\*$/), {
  maxLength: 10,
})

describe('The permissions of a credential', () => {
  it('never reach beyond the prefix of its tenant, which ends in a dot', () => {
    fc.assert(
      fc.property(roles, patterns, accesses, (role, topics, access) => {
        for (const { name, username } of bindings(role, topics, access)) {
          expect(name.startsWith(`${TENANT}.`)).toBe(true)
          expect(username).toBe(`${TENANT}-4`)
        }
      }),
      { seed: 1 },
    )
  })

  it('allow reading and writing everything for readwrite', () => {
    expect(inWords(bindings('readwrite'))).toEqual([
      'read topic prefixed abcdefghijkl.',
      'write topic prefixed abcdefghijkl.',
      'read group prefixed abcdefghijkl.',
      'delete group prefixed abcdefghijkl.',
      'write transactional-id prefixed abcdefghijkl.',
    ])
  })

  it.each([
    ['produce', 'read'],
    ['consume', 'write'],
  ] as const)('for %s hold nothing to %s', (role, operation) => {
    expect(bindings(role).filter((each) => each.operation === operation)).toEqual([])
    expect(bindings(role).length).toBeGreaterThan(0)
  })

  it('narrow topics by name or by their beginning, and leave groups whole', () => {
    expect(inWords(bindings('consume', ['clicks', 'sales-*', '*']))).toEqual([
      'read topic literal abcdefghijkl.clicks',
      'read topic prefixed abcdefghijkl.sales-',
      'read topic prefixed abcdefghijkl.',
      'read group prefixed abcdefghijkl.',
      'delete group prefixed abcdefghijkl.',
    ])
  })

  it('write nothing under a read-only hold, and none under a full one', () => {
    fc.assert(
      fc.property(roles, patterns, (role, topics) => {
        const left = bindings(role, topics, 'read-only')
        expect(left.every(({ operation }) => operation !== 'write')).toBe(true)
        expect(bindings(role, topics, 'none')).toEqual([])
      }),
      { seed: 1 },
    )
  })
})
