import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inspectCluster } from '../../adapters/kafka/inspect.ts'
import { listAssociated } from '../../adapters/msk/list-associated.ts'
import { MskClusterAdmin } from '../../adapters/msk/msk-cluster-admin.ts'
import type { ClusterAdmin, UserSecret } from '../../core/cluster/cluster-ports.ts'
import { describeClusterAdminContract } from '../contracts/cluster-admin-contract.ts'
import { eventually } from '../contracts/eventually.ts'
import { outcomeOf } from '../contracts/outcomes.ts'
import { describeSecretStoreContract } from '../contracts/secret-store-contract.ts'
import { type MskUnderTest, secretsOn, startMskUnderTest } from './msk-under-test.ts'

// A broker and the emulator take seconds to start, so all that needs them shares them.
let started: MskUnderTest | undefined
const msk = (): MskUnderTest => {
  if (started === undefined) throw new Error('The emulator did not start.')
  return started
}

beforeAll(async () => {
  started = await startMskUnderTest()
}, 600_000)

afterAll(async () => {
  await started?.stop()
})

/** In settling a password is stored before the cluster hears of its user. */
function storing({ client, cell, kafka, secrets }: MskUnderTest): ClusterAdmin {
  const admin = new MskClusterAdmin({
    cluster: { client, clusterArn: cell.clusterArn },
    kafka,
    secretArnOf: secrets.arnOf,
    secretNameOf: secrets.nameOf,
  })
  const putUsers = admin.putUsers.bind(admin)
  return Object.assign(admin, {
    putUsers: async (users: readonly UserSecret[]) => {
      await secrets.ensure(users.filter(({ username }) => username !== ''))
      return await putUsers(users)
    },
  })
}

describeClusterAdminContract('The MSK adapter', async () => ({
  admin: storing(msk()),
  inspect: () => inspectCluster(msk().kafka),
  goDown: async () => {
    await msk().emulator.configure({ failEvery: 1, failKind: '503' })
    await msk().broker.kill()
  },
  comeBack: async () => {
    await msk().broker.start()
    await msk().emulator.configure({ failEvery: 0 })
  },
}))

describe('Users of Amazon MSK', () => {
  let last = 0
  const newUsers = (count: number): UserSecret[] =>
    Array.from({ length: count }, () => {
      last += 1
      return { username: `faulty000000-${last}`, password: `password-${last}` }
    })
  const cluster = () => ({ client: msk().client, clusterArn: msk().cell.clusterArn })
  const done = (users: readonly UserSecret[]) => users.map(() => ({ ok: true }))

  async function stored(count: number): Promise<readonly UserSecret[]> {
    return await msk().secrets.ensure(newUsers(count))
  }

  async function failing<T>(
    settings: { failEvery: number; failOps: string; failKind: 'throttle' | 'lost' },
    work: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly failed: number }> {
    const { emulator } = msk()
    const before = await emulator.failedCalls()
    await emulator.configure(settings)
    try {
      const result = await work()
      return { result, failed: (await emulator.failedCalls()) - before }
    } finally {
      await emulator.configure({ failEvery: 0 })
    }
  }

  it('are made in batches of ten, and let in with the stored password', async () => {
    const users = await stored(25)
    expect(await msk().admin.putUsers(users)).toEqual(done(users))
    await eventually(async () => expect(await msk().admin.verifyLogins(users)).toEqual(done(users)))
  })

  it('count as made when Amazon MSK made them and its answer was lost', async () => {
    const users = await stored(3)
    const lost = { failEvery: 2, failOps: 'BatchAssociateScramSecret', failKind: 'lost' } as const
    // The first of two calls is let through, so that the second, of a user that is there, is the one that is lost.
    const { result, failed } = await failing(lost, async () => [
      ...(await msk().admin.putUsers(users)),
      ...(await msk().admin.putUsers(users)),
    ])
    expect(failed).toBeGreaterThan(0)
    expect(result).toEqual([...done(users), ...done(users)])
  })

  it('count as gone when they are gone and the answer was lost', async () => {
    const users = await stored(3)
    const names = users.map(({ username }) => username)
    await msk().admin.putUsers(users)
    const lost = { failEvery: 2, failOps: 'BatchDisassociate', failKind: 'lost' } as const
    const { result, failed } = await failing(lost, async () => [
      ...(await msk().admin.deleteUsers(names)),
      ...(await msk().admin.deleteUsers(names)),
    ])
    expect(failed).toBeGreaterThan(0)
    expect(result).toEqual([...done(users), ...done(users)])
  })

  it('are made although every other call is throttled', async () => {
    const users = await stored(12)
    const throttled = { failEvery: 2, failOps: '.*', failKind: 'throttle' } as const
    const { result, failed } = await failing(throttled, () => msk().admin.putUsers(users))
    expect(failed).toBeGreaterThan(0)
    expect(result).toEqual(done(users))
  })

  it('are refused for now while all calls are throttled', async () => {
    const users = await stored(1)
    const throttled = { failEvery: 1, failOps: '.*', failKind: 'throttle' } as const
    const { result } = await failing(throttled, () => outcomeOf(msk().admin.putUsers(users)))
    expect(result).toBe('unavailable')
  })

  it('are refused for now without a stored password', async () => {
    const [user] = newUsers(1)
    const results = await msk().admin.putUsers(user === undefined ? [] : [user])
    expect(results).toEqual([{ ok: false, retryable: true, reason: expect.any(String) }])
  })

  it('are deleted from the cluster although somebody deleted their secret first', async () => {
    const [user] = await stored(1)
    if (user === undefined) throw new Error('No user was made.')
    await msk().admin.putUsers([user])
    await eventually(async () =>
      expect(await msk().admin.verifyLogins([user])).toEqual([{ ok: true }]),
    )
    await msk().secrets.remove([user.username])
    expect(await msk().admin.deleteUsers([user.username])).toEqual([{ ok: true }])
    await eventually(async () =>
      expect(await msk().admin.verifyLogins([user])).not.toEqual([{ ok: true }]),
    )
  })

  it('leave the list of the cluster when they are deleted', async () => {
    const users = await stored(11)
    const [first] = users
    if (first === undefined) throw new Error('No user was made.')
    await msk().admin.putUsers(users)
    const arn = (await msk().secrets.arnOf(first.username)) ?? ''
    expect(await listAssociated(cluster())).toContain(arn)
    await msk().admin.deleteUsers(users.map(({ username }) => username))
    expect(await listAssociated(cluster())).not.toContain(arn)
  })
})

describeSecretStoreContract('Secrets Manager', async () => ({
  secrets: await secretsOn(msk().emulator),
}))
