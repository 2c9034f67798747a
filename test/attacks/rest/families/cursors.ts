import type { Answer } from '../http/answer.ts'
import { itemsOf, textAt } from '../http/answer.ts'
import type { Party } from '../parties/party.ts'
import { done, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { isOfAccount, pathOf, ROWS, type Row, said } from './routes.ts'

const NO = ['422 invalid']
const SEAL_CHARACTERS = 22

/** Places in lists that were given to somebody else, to another list, or made up. */
export async function cursors(world: World): Promise<RestAttack[]> {
  const lists = ROWS.filter((row) => row.method === 'GET' && isOfAccount(row) && isPaged(row))
  const all = await Promise.all(lists.map((row) => onList(world, row)))
  return all.flat()
}

function isPaged({ query }: Row): boolean {
  return query?.safeParse({ limit: '1' }).success === true
}

async function onList({ attacker, victim }: World, row: Row): Promise<RestAttack[]> {
  const first = (party: Party) => party.ask('GET', `${pathOf(row, party.ids)}?limit=1`)
  const theirs = nextOf(await first(victim))
  const own = nextOf(await first(attacker))
  // A list with one thing in it has no second page.
  if (theirs === undefined || own === undefined) return []
  const goOn = (party: Party, cursor: string) =>
    party.ask('GET', `${pathOf(row, party.ids)}?limit=1&cursor=${encodeURIComponent(cursor)}`)
  const elsewhere = row.path === '/tenants' ? '/account/tokens' : '/tenants'
  const controlled = async () => {
    const answer = await goOn(victim, theirs)
    return itemsOf(answer).length === 1
      ? done(answer)
      : `REFUSED ${answer.status} and nothing in it`
  }
  const attack = (what: string, ask: () => Promise<Answer>): RestAttack => ({
    family: 'cursors',
    name: `${said(row)} with ${what}`,
    control: { kind: 'owner' },
    attack: async () => wordOf(await ask(), NO),
    controlled,
  })
  return [
    attack('a cursor of somebody else', () => goOn(attacker, theirs)),
    attack('a cursor whose place is another', () => goOn(attacker, forged(own, theirs))),
    attack('a cursor without its seal', () => goOn(attacker, theirs.slice(SEAL_CHARACTERS))),
    attack('a cursor of another list', () =>
      attacker.ask('GET', `${elsewhere}?limit=1&cursor=${own}`),
    ),
    attack('a cursor that ends otherwise', () => goOn(attacker, `${own}A`)),
    attack('two cursors', () =>
      attacker.ask('GET', `${pathOf(row, attacker.ids)}?cursor=${own}&cursor=${theirs}`),
    ),
  ]
}

/** One’s own seal on a place of somebody else; on a changed place of one’s own where they are the same. */
function forged(own: string, theirs: string): string {
  const place = theirs.slice(SEAL_CHARACTERS)
  const seal = own.slice(0, SEAL_CHARACTERS)
  return seal + (place === own.slice(SEAL_CHARACTERS) ? `${place}AAAA` : place)
}

function nextOf(answer: Answer): string | undefined {
  return textAt(answer.json, 'nextCursor') || undefined
}
