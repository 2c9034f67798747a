import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Client, createClient } from './http/create-client.ts'
import { leaveAccounts, rememberSignUps, type SignUps } from './leave-accounts.ts'
import { memoryGround } from './parties/memory-ground.ts'
import { newPerson, type Person } from './parties/person.ts'
import { createKeyring } from './secrets/keyring.ts'

let ground: Awaited<ReturnType<typeof memoryGround>>
let client: Client
let signUps: SignUps
let person: Person

beforeAll(async () => {
  ground = await memoryGround()
  signUps = rememberSignUps()
  client = createClient(ground.apiUrl, signUps, ground.means.pass)
  const base = { ask: client.ask, means: ground.means, keyring: createKeyring() }
  person = await newPerson(base, 'leaver')
  const body = { email: 'never@example.com', password: 'correct horse battery', accountName: 'n' }
  await client.ask('POST', '/signup', { body })
})

afterAll(async () => {
  client.close()
  await ground.close()
})

describe('Accounts that an attack on somebody’s installation signed up', () => {
  it('are remembered, and gone at the end, whatever password they have by then', async () => {
    expect([...signUps.emails]).toEqual([person.email, 'never@example.com'])
    const { mailTo } = ground.means
    if (mailTo === undefined) throw new Error('Mails can be read here.')
    const again = { ...person, password: person.password }
    await again.logIn()
    expect(await leaveAccounts(client.ask, mailTo, signUps.emails)).toEqual([])
    await expect(again.logIn()).rejects.toThrow('401')
  })
})
