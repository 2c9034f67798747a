import type { Snapshot } from '../verdict/compare.ts'
import type { Answer } from './http/answer.ts'
import type { Party } from './parties/party.ts'
import { isOfAccount, pathOf, ROWS, said } from './families/routes.ts'

/** Changes by itself, or is written down when it is read. */
const LEFT_OUT = [
  'exportAccount',
  'getUsage',
  'listUsageWindows',
  'getUsageMetrics',
  'getAccountUsage',
  'getSecret',
  'getConnection',
]
/** Of a thing that is otherwise as it was: when it was used, how large it is and what it cost by now, what became of a message. */
const PASSING = ['lastUsedAt', 'sizeBytes', 'attempts', 'nextAt', 'costMicros', 'percent']
const UNSETTLED = /"state":"(?:provisioning|deleting|pending)"/
const LOOKS_MAX = 200

/** Everything that the party sees of its own, by its path: a new read of the route table is looked at as well. */
export async function snapshotOf(party: Party): Promise<Snapshot> {
  const seen = new Map<string, string>()
  for (const row of ROWS) {
    const isLookedAt =
      row.method === 'GET' && isOfAccount(row) && !LEFT_OUT.includes(row.operationId)
    const path = isLookedAt ? pathOf(row, party.ids) : '_none'
    if (path.includes('_none')) continue
    const isList = row.query?.safeParse({ limit: '100' }).success === true
    seen.set(said(row), lastingOf(await party.ask('GET', `${path}${isList ? '?limit=100' : ''}`)))
  }
  return seen
}

/** As `snapshotOf`, once everything that was asked for has come about. */
export async function settledSnapshotOf(party: Party): Promise<Snapshot> {
  for (let looks = 1; ; looks += 1) {
    const snapshot = await snapshotOf(party)
    const unsettled = [...snapshot].filter(
      ([path, text]) => !path.includes('deliveries') && UNSETTLED.test(text),
    )
    if (unsettled.length === 0) return snapshot
    if (looks >= LOOKS_MAX)
      throw new Error(`The victim does not come to rest: ${unsettled.map(([path]) => path)}`)
  }
}

function lastingOf({ status, json, text }: Answer): string {
  if (json === undefined) return `${status} ${text.length} characters`
  return `${status} ${JSON.stringify(json, (name, value: unknown) => (PASSING.includes(name) ? undefined : value))}`
}
