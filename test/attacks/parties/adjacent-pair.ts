import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessBindings } from '../../../core/credential/access-bindings.ts'
import { administratorOf } from '../../e2e/fixtures/insider.ts'
import type { Pair, PartyFile } from './pair.ts'
import { readClientProperties } from './read-client-properties.ts'

const VICTIM = 'abcdefghijkl'
/** What no tenant is called: the beginning of another's id. */
const ATTACKER = VICTIM.slice(0, -1)
const PASSWORD = 'a password of the attacks alone'

/** Two tenants made by hand as settling makes them, the name of one a beginning of the other's. `like` is any real one. */
export async function adjacentPair(
  home: string,
  folder: string,
  like: Required<Pair>,
): Promise<Pair> {
  const admin = administratorOf(home)
  try {
    const ids = [VICTIM, ATTACKER]
    await admin.putUsers(ids.map((id) => ({ username: `${id}-1`, password: PASSWORD })))
    const replicationFactor = readClientProperties(like.victim.file).addresses.length
    const topic = { partitions: 3, replicationFactor, retentionMs: 3_600_000 }
    await admin.createTopics(
      ids.map((id) => ({ ...topic, kafkaName: `${id}.orders`, cleanupPolicy: 'delete' })),
    )
    const credential = { role: 'readwrite', topics: [], number: 1 } as const
    await admin.grantAccess(ids.flatMap((id) => accessBindings(id, credential, 'full')))
  } finally {
    await admin.close()
  }
  return {
    name: 'adjacent ids',
    victim: partyLike(like.victim, VICTIM, folder),
    attacker: partyLike(like.attacker, ATTACKER, folder),
    administrator: like.administrator,
  }
}

function partyLike({ file }: PartyFile, id: string, folder: string): PartyFile {
  const text = readFileSync(file, 'utf8')
    .replace(/username="[^"]*"/, `username="${id}-1"`)
    .replace(/password="[^"]*"/, `password="${PASSWORD}"`)
  const made = join(folder, `${id}.properties`)
  writeFileSync(made, text, { mode: 0o600 })
  return { file: made, topic: `${id}.orders` }
}
