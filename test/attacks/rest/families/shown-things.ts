import { nameOf, type RestAttack } from '../rest-attack.ts'
import type { Answer } from '../http/answer.ts'
import type { Party } from '../parties/party.ts'
import type { World } from '../world.ts'
import { isOfAccount, latenessOf, once, pathOf, ROWS, type Row, said } from './routes.ts'

/** Everything that an account may read, read by the attacker: nothing of the victim’s shows, whatever the query asks for. */
export async function shownThings(world: World): Promise<RestAttack[]> {
  const { attacker, victim } = world
  const reads = ROWS.filter((row) => row.method === 'GET' && isOfAccount(row) && has(attacker, row))
  return reads.flatMap((row) => {
    const path = pathOf(row, attacker.ids)
    const controlled = once(async () => ofOwner(await victim.ask('GET', pathOf(row, victim.ids))))
    return asked(world).map(([what, query, headers]) => ({
      family: 'shown things',
      name: `${said(row)}${what}`,
      control: { kind: 'owner' } as const,
      attack: async () => {
        const answer = await attacker.ask('GET', `${path}${query}`, { headers })
        return query === '' || answer.status === 422
          ? shown(answer, victim)
          : `taken: ${nameOf(answer)}`
      },
      controlled,
      lateness: latenessOf(row),
    }))
  })
}

type Way = readonly [what: string, query: string, headers: Readonly<Record<string, string>>]

/** Ways to say whose things one wants to see. */
function asked({ victim }: World): readonly Way[] {
  const { accountId } = victim
  const headers = {
    'x-account-id': accountId,
    'x-tenant-id': victim.ids['tenantId'] ?? '',
    'x-amzn-requestcontext': JSON.stringify({ accountId }),
    'x-user-role': 'operator',
  }
  return [
    ['', '', {}],
    [' for another account', `?accountId=${accountId}`, {}],
    [' with headers of another account', '', headers],
  ]
}

function has({ ids }: Party, row: Row): boolean {
  return !pathOf(row, ids).includes('_none')
}

/** Any mark of the victim is a breach; so is a query that is taken without being known. */
function shown(answer: Answer, victim: Party): string {
  const whole = `${JSON.stringify(answer.headers)} ${answer.text}`
  const mark = victim.marks.find((text) => whole.includes(text))
  if (mark !== undefined) return `SHOWN ${nameOf(answer)}`
  return answer.status < 500 ? 'NOT_SHOWN' : nameOf(answer)
}

function ofOwner(answer: Answer): string {
  return answer.status < 300 ? 'none' : `REFUSED ${nameOf(answer)}`
}
