import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Headgate } from '../../../e2e/start-headgate.ts'
import { itemsOf, textAt } from '../http/answer.ts'
import { must } from '../parties/party.ts'
import type { World } from '../world.ts'
import type { Keyring } from './keyring.ts'
import type { Source } from './search.ts'

/**
 * Everything that a started stack has written down where others than their owners may read it: what it printed, the logs
 * of its processes, their arguments. Mails are left out: they are how codes and invitations reach people, and each lies
 * in a file for the owner of the home alone.
 */
export function writtenDown(headgate: Headgate): Source[] {
  const logs = join(headgate.home, 'logs')
  const files = existsSync(logs) ? readdirSync(logs) : []
  return [
    { name: 'what npm start printed', bytes: Buffer.from(headgate.output()) },
    ...files.map((name) => ({
      name: `logs/${name}`,
      bytes: readFileSync(join(logs, name)),
      isFullOfNumbers: true as const,
    })),
    ...headgate.pids().map((pid) => ({
      name: 'the arguments of a process',
      bytes: readFileSync(`/proc/${pid}/cmdline`),
    })),
  ]
}

/** What the API told meanwhile and must not hold a secret, with the whole of every audit trail. */
export async function toldByApi({ keyring, victim, attacker, ask, means }: World): Promise<Source> {
  for (const party of [victim, attacker]) await readAll(party.ask, '/account/audit-events')
  const { operatorToken: token } = means
  if (token !== undefined)
    await readAll((method, path) => ask(method, path, { token }), '/operator/audit-events')
  return { name: 'refusals, audit events and repeats', bytes: Buffer.from(keyring.told.join('\n')) }
}

const PAGES_MAX = 1_000

async function readAll(ask: World['ask'], path: string): Promise<void> {
  let cursor = ''
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await must(ask('GET', `${path}?limit=100${cursor}`))
    const next = textAt(page.json, 'nextCursor')
    if (next === '' || itemsOf(page).length === 0) return
    cursor = `&cursor=${next}`
  }
  throw new Error(`${path} does not end.`)
}

/** What the stack keeps for itself: its operator's token, its keys, the passwords of those who run the cluster. */
export function addOwnSecrets(keyring: Keyring, { home, localJson }: Headgate): void {
  keyring.add('operator token', localJson.operatorToken)
  for (const name of readdirSync(join(home, 'keys'))) {
    const bytes = readFileSync(join(home, 'keys', name))
    for (const text of [bytes.toString('base64'), bytes.toString('hex')]) keyring.add(name, text)
    for (const line of bytes.toString('latin1').split('\n'))
      if (/^[\x21-\x7e]{20,}$/.test(line)) keyring.add(name, line)
  }
  const settings = readFileSync(join(home, 'kafka', 'broker-1.properties'), 'latin1')
  for (const [, password = ''] of settings.matchAll(/password="([^"]+)"/g))
    keyring.add('administrator password', password)
}
