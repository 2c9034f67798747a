import { setTimeout as pause } from 'node:timers/promises'
import type { Secret, SecretStore } from '../../core/credential/credential-ports.ts'
import { ServiceError } from '../../core/kernel/service-error.ts'
import { inSmallNumbers } from './in-small-numbers.ts'
import {
  createSecret,
  deleteSecret,
  type KafkaUserSecretsOptions,
  readSecret,
  secretNameOf,
  type StoredSecret,
  type StoredSecretsOptions,
} from './kafka-user-secrets.ts'
import { paced, type Timing } from './pace.ts'

export interface SecretsManagerStore extends SecretStore {
  /** The ARN of the user's secret; undefined when there is none. */
  arnOf(username: string): Promise<string | undefined>
  nameOf(username: string): string
}

/** 50 writes a second are all that Secrets Manager takes in a region: two functions at work stay below. */
const WRITE_GAP_MS = 40
const CALLS_AT_ONCE = 10
const ARNS_KEPT_MAX = 5_000

const realTiming: Timing = { now: () => performance.now(), pause: (ms) => pause(ms) }

/** Passwords of Kafka users as Amazon MSK reads them. Reads come first: they cost no write, and most are there already. */
export function secretsManagerStore(
  options: KafkaUserSecretsOptions,
  timing: Timing = realTiming,
): SecretsManagerStore {
  const turn = paced(WRITE_GAP_MS, timing)
  const arns = new Map<string, string>()

  async function read(username: string): Promise<StoredSecret | undefined> {
    const stored = await readSecret(options, username)
    if (stored === undefined) arns.delete(username)
    else if (arns.size < ARNS_KEPT_MAX) arns.set(username, stored.arn)
    return stored
  }

  async function ensureOne(proposal: Secret): Promise<Secret> {
    const known = await read(proposal.username)
    if (known !== undefined) return passwordOf(known)
    await turn()
    await createSecret(options, proposal)
    // What counts is what is stored: somebody else's may have come first.
    const stored = await read(proposal.username)
    if (stored !== undefined) return passwordOf(stored)
    throw new ServiceError('unavailable', 'A secret that was just stored is not to be seen yet.')
  }

  return {
    async ensure(proposals) {
      const firsts = new Map(proposals.toReversed().map((each) => [each.username, each]))
      const stored = await inSmallNumbers([...firsts.values()], CALLS_AT_ONCE, ensureOne)
      const byName = new Map(stored.map((secret) => [secret.username, secret]))
      return proposals.map((proposal) => byName.get(proposal.username) ?? proposal)
    },

    async get(username) {
      const stored = await read(username)
      return stored === undefined ? undefined : passwordOf(stored)
    },

    async remove(usernames) {
      await inSmallNumbers([...new Set(usernames)], CALLS_AT_ONCE, async (username) => {
        await turn()
        await deleteSecret(options, username)
        arns.delete(username)
      })
    },

    nameOf: (username) => secretNameOf(options.deployment, username),

    arnOf: async (username) => arns.get(username) ?? (await read(username))?.arn,
  }
}

/** For who may read some of them and make none. */
export function readingSecretsManager(options: StoredSecretsOptions): Pick<SecretStore, 'get'> {
  return {
    async get(username) {
      const stored = await readSecret(options, username)
      return stored === undefined ? undefined : passwordOf(stored)
    },
  }
}

function passwordOf({ username, password }: StoredSecret): Secret {
  return { username, password }
}
