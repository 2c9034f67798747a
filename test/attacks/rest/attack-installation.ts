import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { printReport } from '../print-report.ts'
import { reportOf } from '../verdict/report.ts'
import { attackOverRest } from './attack-over-rest.ts'
import { createClient } from './http/create-client.ts'
import type { Means } from './means.ts'
import { leaveAccounts, rememberSignUps } from './leave-accounts.ts'
import { newestMail } from './parties/newest-mail.ts'
import { worldOf } from './parties/open-world.ts'
import { createKeyring } from './secrets/keyring.ts'
import { searchFor } from './secrets/search.ts'
import { toldByApi } from './secrets/written-down.ts'
import { thereNow, tidy } from './tidy.ts'
import type { World } from './world.ts'

/** Two accounts on somebody's installation, by tokens of their owners. */
export interface Installation {
  /** With `/v1`. */
  readonly apiUrl: string
  readonly victimToken: string
  readonly attackerToken: string
  readonly operatorToken?: string
  /** Where the installation puts its mails, as files; without it nothing is tried that needs one. */
  readonly outbox?: string
  /** Files in which no secret may stand. */
  readonly logs: readonly string[]
}

/** Attacks it, says what came of it, and takes away what was made. False when anything succeeded, changed or was found. */
export async function attackInstallation(installation: Installation): Promise<boolean> {
  const keyring = createKeyring()
  const signUps = rememberSignUps()
  const client = createClient(installation.apiUrl, {
    see: (exchange) => {
      keyring.see(exchange)
      signUps.see(exchange)
    },
  })
  const means = meansOf(installation)
  const parties = [installation.victimToken, installation.attackerToken].map((token) => ({
    ask: ((method, path, asked) => client.ask(method, path, { token, ...asked })) as World['ask'],
  }))
  const before = await Promise.all(parties.map(thereNow))
  try {
    const base = { client, ask: client.ask, means, keyring }
    const world = await worldOf(base, installation.victimToken, installation.attackerToken)
    const { findings, changes } = await attackOverRest(world, say)
    const report = reportOf('REST', findings, changes)
    printReport(report, Number.POSITIVE_INFINITY)
    for (const line of notTried(means)) say(`not tried: ${line}`)
    const isSilent = await searched(world, installation.logs)
    return report.succeeded === 0 && changes.length === 0 && isSilent
  } finally {
    for (const [n, party] of parties.entries())
      for (const left of await tidy(party, before[n] ?? new Map())) say(`left: ${left}`)
    if (means.mailTo !== undefined)
      for (const left of await leaveAccounts(client.ask, means.mailTo, signUps.emails))
        say(`left: ${left}`)
    client.close()
  }
}

function meansOf({ apiUrl, operatorToken, outbox }: Installation): Means {
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(apiUrl).hostname)
  return {
    ...(operatorToken === undefined ? {} : { operatorToken }),
    ...(isHere ? { isOwnListener: true } : {}),
    ...(outbox === undefined ? {} : { mailTo: async (email) => newestMail(outbox, email) }),
  }
}

/** What needs more than two tokens. */
function notTried({ operatorToken, isOwnListener, mailTo }: Means): string[] {
  return [
    ...(mailTo === undefined
      ? ['log-ins, invitations and codes, for which mails must be read']
      : []),
    ...(operatorToken === undefined ? ['held tenants, for which an operator is needed'] : []),
    ...(isOwnListener ? [] : ['connections that lie or wait, which whatever stands before judges']),
  ]
}

async function searched(world: World, logs: readonly string[]): Promise<boolean> {
  const sources = [
    await toldByApi(world),
    ...logs.map((file) => ({
      name: basename(file),
      bytes: readFileSync(file),
      isFullOfNumbers: true as const,
    })),
  ]
  const { secrets, bytes, found } = searchFor(world.keyring.secrets, sources)
  say(`secrets ${secrets}, bytes searched ${bytes}, found ${found.length}`)
  for (const line of found) say(`  ${line}`)
  return found.length === 0
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
