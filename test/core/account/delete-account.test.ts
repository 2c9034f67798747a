import { describe, expect, it } from '@jest/globals'
import { acceptInvitation } from '../../../core/account/accept-invitation.ts'
import { deleteAccount } from '../../../core/account/delete-account.ts'
import { finishDepartures } from '../../../core/account/finish-departures.ts'
import { removeMember } from '../../../core/account/remove-member.ts'
import { MINUTE_MS } from '../../../core/kernel/clock.ts'
import { outcomeOf, outcomesOf } from '../../contracts/outcomes.ts'
import { ANN, ORIGIN } from './account-world.ts'
import {
  accountToDelete,
  asking,
  BEN,
  CID,
  invitation,
  opened,
  PASSWORD,
  signedUp,
} from './fixtures/account-to-delete.ts'
import { cutShort, type Death, isCutShort } from './fixtures/cut-short.ts'

type Given = Awaited<ReturnType<typeof accountToDelete>>
type World = Given['world']

const DEATHS: readonly Death[] = ['before the call', 'after the call']
/** More than any of the flows here makes. */
const NEVER = 1_000

function portsOf({ accounts, members, deletions, webhooks, identity }: World) {
  return { accounts, members, deletions, webhooks, identity }
}

/** By the clock, as the schedule does. */
async function passMinutes(world: World): Promise<void> {
  world.clock.pass(2 * MINUTE_MS)
  const report = (error: unknown) => {
    throw error
  }
  await finishDepartures({ ...world, report })
}

async function isKnown(world: World, secret: string): Promise<boolean> {
  return (await outcomeOf(asking(world, secret))) === 'done'
}

function textOf(value: unknown): string {
  const plain = (_: string, each: unknown) => {
    if (typeof each === 'bigint') return String(each)
    return each instanceof Map || each instanceof Set ? [...each] : each
  }
  return JSON.stringify(value, plain)
}

/** Nothing of the account lets anybody in, and nothing says who was in it. */
async function expectGone({ world, accountId, ...secrets }: Given): Promise<void> {
  const { session, bens, ownersToken, bensToken } = secrets
  for (const secret of [session, bens, ownersToken, bensToken])
    expect(await isKnown(world, secret)).toBe(false)
  const { clock: _, auditEvents, ...stored } = world.database
  for (const trace of [ANN.email, BEN, CID, ORIGIN.sourceAddress])
    expect(textOf([stored, auditEvents])).not.toContain(trace)
  expect(textOf(stored)).not.toContain(ANN.accountName)
  expect(world.database.webhooks.size).toBe(0)
  expect(await world.deletions.listDue(Number.MAX_SAFE_INTEGER, 9)).toEqual([])
  const deletions = [...world.database.auditEvents.values()].filter(
    ({ action }) => action === 'account.delete',
  )
  expect(deletions).toHaveLength(1)
  for (const email of [ANN.email, BEN, CID]) {
    expect(await isKnown(world, await signedUp(world, email))).toBe(true)
    expect((await asking(world, await opened(world, email))).actor.accountId).not.toBe(accountId)
  }
}

describe('Deleting an account', () => {
  it.each(['session', 'ownersToken'] as const)(
    'asked for with the %s ends every way in, and the people can sign up again',
    async (secret) => {
      const given = await accountToDelete()
      const ann = await asking(given.world, given[secret])
      await deleteAccount(given.world, ann, ANN.accountName)
      await expectGone(given)
    },
  )

  it('takes the name of the account, and does nothing without it', async () => {
    const given = await accountToDelete()
    const { world, session } = given
    const before = textOf({ ...world.database, clock: null })
    const ann = await asking(world, session)
    const refused = deleteAccount(world, ann, 'Ann and Co')
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ pointer: '/confirm' }],
    })
    expect(textOf({ ...world.database, clock: null })).toBe(before)
  })

  it('may be asked for by several at once', async () => {
    const given = await accountToDelete()
    const { world, session, ownersToken } = given
    const askers = await Promise.all([session, ownersToken, session].map((s) => asking(world, s)))
    const asked = askers.map((each) => deleteAccount(world, each, ANN.accountName))
    expect(await outcomesOf(asked)).toEqual(['done', 'done', 'done'])
    await expectGone(given)
  })

  it.each(DEATHS)('cut short %s, wherever, is finished by a repeat or the clock', async (death) => {
    let [struck, repeated, byClock] = [0, 0, 0]
    for (let at = 1; ; at += 1) {
      const given = await accountToDelete()
      const { world, session } = given
      const ann = await asking(world, session)
      const { ports, calls } = cutShort(portsOf(world), { at, death })
      const cut = deleteAccount({ ...world, ...ports }, ann, ANN.accountName)
      const died = await isCutShort(cut)
      expect(died).toBe(calls() >= at)
      if (!died) break
      struck += 1
      const closed = (await world.accounts.get(given.accountId))?.deletedAt !== undefined
      // Every other time nobody asks again: what was begun is finished all the same.
      if ((at % 2 === 0 || !closed) && (await isKnown(world, session))) {
        await deleteAccount(world, await asking(world, session), ANN.accountName)
        repeated += 1
      } else {
        await passMinutes(world)
        byClock += 1
      }
      await expectGone(given)
    }
    expect(struck).toBeGreaterThan(25)
    expect(repeated).toBeGreaterThan(8)
    expect(byClock).toBeGreaterThan(8)
  })
})

describe('Removing a member', () => {
  it.each(DEATHS)('cut short %s, wherever, leaves no log-in of nobody', async (death) => {
    let struck = 0
    for (let at = 1; at < NEVER; at += 1) {
      const { world, session, ben, bens, bensToken } = await accountToDelete()
      const ann = await asking(world, session)
      const { ports, calls } = cutShort(portsOf(world), { at, death })
      const cut = removeMember({ ...world, ...ports }, ann, ben.id)
      const died = await isCutShort(cut)
      expect(died).toBe(calls() >= at)
      if (!died) break
      struck += 1
      const left = await isKnown(world, bens)
      if (left || at % 2 === 0) await outcomeOf(removeMember(world, ann, ben.id))
      else await passMinutes(world)
      expect([await isKnown(world, bens), await isKnown(world, bensToken)]).toEqual([false, false])
      expect(await outcomeOf(removeMember(world, ann, ben.id))).toBe('not_found')
      expect(await isKnown(world, await signedUp(world, BEN))).toBe(true)
      expect(await isKnown(world, session)).toBe(true)
    }
    expect(struck).toBeGreaterThan(5)
  })

  it('leaves no log-in to somebody whose invitation is taken back while they accept it', async () => {
    const { world, session } = await accountToDelete()
    const ann = await asking(world, session)
    const { items } = await world.members.list(ann.actor.accountId, { limit: 9 })
    const cid = items.find(({ email }) => email === CID)?.id ?? ''
    const identity = {
      ...world.identity,
      async enrol(email: string, password: string) {
        const subject = await world.identity.enrol(email, password)
        await removeMember(world, ann, cid)
        return subject
      },
    }
    const accept = { token: invitation(world), password: PASSWORD, origin: ORIGIN }
    expect(await outcomeOf(acceptInvitation({ ...world, identity }, accept))).toBe('conflict')
    expect(await isKnown(world, await signedUp(world, CID))).toBe(true)
  })
})
