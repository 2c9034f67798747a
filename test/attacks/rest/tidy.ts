import { itemsOf, textAt } from './http/answer.ts'
import { must, type Party } from './parties/party.ts'

const LISTS = ['/tenants', '/account/webhooks', '/account/members', '/account/tokens']

type There = ReadonlyMap<string, ReadonlySet<string>>

/** The ids in each of the party's lists. */
export async function thereNow({ ask }: Pick<Party, 'ask'>): Promise<There> {
  const there = new Map<string, ReadonlySet<string>>()
  for (const list of LISTS) {
    const items = itemsOf(await must(ask('GET', `${list}?limit=100`)))
    there.set(list, new Set(items.map((item) => textAt(item, 'id'))))
  }
  return there
}

/** Takes away what was not there before. What cannot go stays: it is named in the answer. */
export async function tidy({ ask }: Pick<Party, 'ask'>, before: There): Promise<string[]> {
  const left: string[] = []
  for (const [list, ids] of await thereNow({ ask }))
    for (const id of ids) {
      if (before.get(list)?.has(id) === true) continue
      const path = `${list}/${id}`
      const body = { deletionProtection: false }
      if (list === '/tenants') await ask('PATCH', path, { body })
      const { status } = await ask('DELETE', list === '/tenants' ? `${path}?graceSeconds=0` : path)
      if (status >= 300) left.push(path)
    }
  return left
}
