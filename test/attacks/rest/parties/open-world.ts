import { createClient } from '../http/create-client.ts'
import { createKeyring } from '../secrets/keyring.ts'
import type { Means } from '../means.ts'
import type { World } from '../world.ts'
import { makeParty } from './party.ts'
import { newPerson, ownersToken } from './person.ts'

/** Two new customers of an installation whose mails we can read. */
export async function openWorld(apiUrl: string, means: Means): Promise<World> {
  const keyring = createKeyring()
  const client = createClient(apiUrl, keyring, means.pass)
  const base = { client, ask: client.ask, means, keyring }
  const token = async (label: string) => ownersToken(base, await newPerson(base, label))
  return await worldOf(base, await token('victim'), await token('attacker'))
}

/** Two accounts that are there, by a token of an owner of each. */
export async function worldOf(
  base: Omit<World, 'victim' | 'attacker'>,
  victim: string,
  attacker: string,
): Promise<World> {
  return {
    ...base,
    victim: await makeParty(base.ask, victim, 'victim', base.means),
    attacker: await makeParty(base.ask, attacker, 'attacker', base.means),
  }
}
