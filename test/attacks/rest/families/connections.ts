import type { Socket } from 'node:net'
import { connectionTo, exchangeBytes, requestBytes, statusesOf } from '../http/exchange-bytes.ts'
import { done, type RestAttack } from '../rest-attack.ts'
import type { World } from '../world.ts'

const HELD_CONNECTIONS = 300

/** Lengths that lie and requests that do not come, where nothing stands before the server. */
export async function connections(world: World): Promise<RestAttack[]> {
  if (world.means.isOwnListener !== true) return []
  return [...lies(world), slowly(world)]
}

/** Each asks for the victim's tenant in what one reader takes for a body and another for the next request. */
function lies({ client: { apiUrl }, attacker, victim }: World): RestAttack[] {
  const theirs = `${apiUrl.pathname}/tenants/${victim.ids['tenantId']}`
  const authorization = `Authorization: Bearer ${attacker.token}`
  const line = `POST ${apiUrl.pathname}/account/tokens`
  const inner = requestBytes(apiUrl, `GET ${theirs}`, [authorization])
  const json = 'Content-Type: application/json'
  const attack = (name: string, headers: readonly string[], body: string): RestAttack => ({
    family: 'connections',
    name,
    control: { kind: 'owner' },
    attack: async () => {
      const bytes = requestBytes(apiUrl, line, [authorization, json, ...headers], body)
      const text = await exchangeBytes(apiUrl, bytes)
      const statuses = statusesOf(text)
      const isShown = text.includes(victim.ids['topicName'] ?? '') || statuses.some((s) => s < 400)
      return isShown ? `let in: ${statuses.join()}` : `REFUSED ${statuses[0] ?? 'CLOSED'}`
    },
    controlled: async () => done(await victim.ask('GET', `/${theirs}`)),
  })
  return [
    attack('two lengths', ['Content-Length: 0', `Content-Length: ${inner.length}`], inner),
    attack(
      'a length and chunks',
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
      `0\r\n\r\n${inner}`,
    ),
    attack('chunks by another name', ['Transfer-Encoding: xchunked'], `0\r\n\r\n${inner}`),
    attack(
      'chunks, twice',
      ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
      `0\r\n\r\n${inner}`,
    ),
    attack('a length below none', ['Content-Length: -1'], inner),
    attack('a length with a sign', [`Content-Length: +${inner.length}`], inner),
    attack('a length beyond all', ['Content-Length: 99999999999999999999'], inner),
    attack('a chunk of no size', ['Transfer-Encoding: chunked'], `zz\r\n${inner}`),
    attack(
      'a length too short',
      ['Content-Length: 2'],
      `{}${inner.replace(theirs, `${theirs}/x`)}`,
    ),
  ]
}

/** Many who begin a request and do not go on: the victim is served meanwhile. */
function slowly({ client: { apiUrl }, victim }: World): RestAttack {
  const read = () => victim.ask('GET', '/account')
  return {
    family: 'connections',
    name: `${HELD_CONNECTIONS} requests that do not come`,
    control: { kind: 'owner' },
    attack: async () => {
      const held = await Promise.all(Array.from({ length: HELD_CONNECTIONS }, () => begin(apiUrl)))
      const { status } = await read()
      for (const socket of held) socket.destroy()
      return status === 200 ? 'REFUSED: the victim is served' : `the victim heard ${status}`
    },
    controlled: async () => done(await read()),
  }
}

function begin(url: URL): Promise<Socket> {
  const socket = connectionTo(url)
  return new Promise((resolve) => {
    socket.once('error', () => resolve(socket))
    socket.once('connect', () => {
      socket.write(
        `POST ${url.pathname}/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{`,
      )
      resolve(socket)
    })
  })
}
