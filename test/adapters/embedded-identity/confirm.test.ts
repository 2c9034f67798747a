import { describe, expect, it } from '@jest/globals'
import { DAY_MS, MINUTE_MS } from '../../../core/kernel/clock.ts'
import { ANN, type AccountWorld, accountWorld } from '../../core/account/account-world.ts'

const { email, password } = ANN
const refused = expect.objectContaining({
  code: 'invalid',
  problems: [expect.objectContaining({ pointer: '/code' })],
})

async function signedUp() {
  const world = await accountWorld()
  await world.identity.signUp({ ...ANN, operationId: 'op_1' })
  return { world, code: world.newestCode() }
}

/** A code that is not this one. */
function wrong(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, '0')
}

async function missFiveTimes(world: AccountWorld, code: string) {
  for (let by = 1; by <= 5; by += 1) {
    await expect(world.identity.confirm(email, wrong(code, by))).rejects.toEqual(refused)
  }
}

describe('the code of a sign-up', () => {
  it('has six digits, and confirms what was asked for with it', async () => {
    const { world, code } = await signedUp()
    expect(code).toMatch(/^[0-9]{6}$/)
    const confirmed = await world.identity.confirm(email, code)
    expect(confirmed).toMatchObject({ email, accountName: 'Ann & Co', operationId: 'op_1' })
  })

  it('is sent to the address alone and stored nowhere as it is', async () => {
    const { world, code } = await signedUp()
    expect(world.mails).toMatchObject([{ to: email, text: expect.stringContaining(code) }])
    expect(JSON.stringify(await world.logins.get(email))).not.toContain(code)
  })

  it('still works after four wrong tries', async () => {
    const { world, code } = await signedUp()
    for (let by = 1; by <= 4; by += 1) {
      await expect(world.identity.confirm(email, wrong(code, by))).rejects.toEqual(refused)
    }
    await expect(world.identity.confirm(email, code)).resolves.toMatchObject({ email })
  })

  it('no longer works after five wrong tries', async () => {
    const { world, code } = await signedUp()
    await missFiveTimes(world, code)
    await expect(world.identity.confirm(email, code)).rejects.toEqual(refused)
  })

  it('counts tries that are made all at once', async () => {
    const { world, code } = await signedUp()
    const guesses = Array.from({ length: 40 }, (_, n) =>
      world.identity.confirm(email, wrong(code, n + 1)),
    )
    const outcomes = await Promise.allSettled(guesses)
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect((await world.logins.get(email))?.code?.triesLeft).toBe(0)
    await expect(world.identity.confirm(email, code)).rejects.toEqual(refused)
  })

  it('works until 15 minutes are over', async () => {
    const { world, code } = await signedUp()
    world.pass(15 * MINUTE_MS - 1)
    await expect(world.identity.confirm(email, code)).resolves.toMatchObject({ email })
  })

  it('no longer works after 15 minutes', async () => {
    const { world, code } = await signedUp()
    world.pass(15 * MINUTE_MS)
    await expect(world.identity.confirm(email, code)).rejects.toEqual(refused)
  })

  it('is replaced by a new one, with new tries, when the address signs up again', async () => {
    const { world, code } = await signedUp()
    await missFiveTimes(world, code)
    await world.identity.signUp({ ...ANN, operationId: 'op_2' })
    const confirmed = await world.identity.confirm(email, world.newestCode())
    expect(confirmed.operationId).toBe('op_2')
  })

  it('is refused in the same words for an address that nobody signed up with', async () => {
    const { world, code } = await signedUp()
    const known = world.identity.confirm(email, wrong(code)).catch(String)
    const unknown = world.identity.confirm('bob@example.com', '123456').catch(String)
    expect(await unknown).toBe(await known)
  })

  it('is answered no sooner for an unknown address than for a known one', async () => {
    const { world, code } = await signedUp()
    await world.identity.confirm(email, wrong(code)).catch(String)
    await world.identity.confirm('bob@example.com', '123456').catch(String)
    expect(world.pauses).toHaveLength(2)
    expect(world.pauses[0]).toBe(world.pauses[1])
  })
})

describe('somebody who signs up with an address that is not theirs', () => {
  const eve = { ...ANN, password: 'eves own password', accountName: 'Eve', operationId: 'op_eve' }

  it('has no log-in while the code is not sent back', async () => {
    const { world } = await signedUp()
    const opened = world.identity.openSession(email, password)
    await expect(opened).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('leaves nothing behind when the owner of the address signs up after them', async () => {
    const world = await accountWorld()
    await world.identity.signUp(eve)
    const evesCode = world.newestCode()
    await world.identity.signUp({ ...ANN, operationId: 'op_ann' })
    if (evesCode !== world.newestCode()) {
      await expect(world.identity.confirm(email, evesCode)).rejects.toEqual(refused)
    }
    const confirmed = await world.identity.confirm(email, world.newestCode())
    expect(confirmed).toMatchObject({ accountName: 'Ann & Co', operationId: 'op_ann' })
    const opened = world.identity.openSession(email, eve.password)
    await expect(opened).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('changes nothing of a log-in that is confirmed', async () => {
    const { world, code } = await signedUp()
    const before = await world.identity.confirm(email, code)
    await world.identity.signUp(eve)
    const { signUp } = await world.identity.openSession(email, password)
    expect(signUp).toEqual(before)
    const opened = world.identity.openSession(email, eve.password)
    await expect(opened).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('makes the owner of a confirmed address be told, without a code', async () => {
    const { world, code } = await signedUp()
    await world.identity.confirm(email, code)
    await world.identity.signUp(eve)
    expect(world.mails.at(-1)).toMatchObject({
      to: email,
      subject: expect.stringContaining('already'),
    })
    expect(world.mails.at(-1)).not.toHaveProperty('code')
  })

  it('cannot put words of their own into the mail', async () => {
    const world = await accountWorld()
    await world.identity.signUp({ ...eve, accountName: 'Call 555-0100 now' })
    expect(JSON.stringify(world.mails)).not.toContain('555-0100')
  })

  it('is stopped after thirty codes, and may go on later', async () => {
    const world = await accountWorld()
    for (let n = 0; n < 30; n += 1) await world.identity.signUp(eve)
    const one = world.identity.signUp(eve)
    await expect(one).rejects.toMatchObject({ code: 'rate_limited' })
    expect(world.mails).toHaveLength(30)
    world.pass(DAY_MS)
    await world.identity.signUp(eve)
    expect(world.mails).toHaveLength(31)
  })
})
