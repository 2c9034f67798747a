import type { Answer } from '../http/answer.ts'
import { exchangeBytes, requestBytes } from '../http/exchange-bytes.ts'
import type { Party } from '../parties/party.ts'
import { done, nameOf, type RestAttack } from '../rest-attack.ts'
import type { World } from '../world.ts'

/** Ways to a thing of somebody else that begin at one's own, or look like none. */
function tricks(own: string, theirs: string): readonly string[] {
  return [
    `/tenants/${own}/../${theirs}`,
    `/tenants/${own}/./../${theirs}`,
    `/tenants/${own}%2f..%2f${theirs}`,
    `/tenants/${own}%252f..%252f${theirs}`,
    `/tenants/%2e%2e/tenants/${theirs}`,
    `/tenants/${own}/..;/${theirs}`,
    `/tenants/${own}\\..\\${theirs}`,
    `/tenants/${own}%5c..%5c${theirs}`,
    `/tenants/${theirs}%00`,
    `/tenants/${theirs}%00${own}`,
    `/tenants/${theirs}%20`,
    `/tenants/${theirs}.`,
    `/tenants/${theirs}/`,
    `/tenants/${theirs}//`,
    `/tenants//${theirs}`,
    `/tenants/${theirs.toUpperCase()}`,
    `/TENANTS/${theirs}`,
    `/tenants/${theirs};a=b`,
    `/tenants/${theirs}%23`,
    `/tenants/${theirs}%3f`,
    `/tenants/${theirs}?${'a'.repeat(4_000)}=1`,
    `/tenants/${theirs}${'a'.repeat(4_000)}`,
    `/tenants/${'%2e%2e%2f'.repeat(400)}${theirs}`,
    `/tenants/${theirs}%e2%80%a8`,
    `/tenants/${theirs}%c0%ae`,
    `/tenants/${theirs}%ff`,
    `/tenants/${theirs}%`,
    `/tenants/${own}/topics/..%2f..%2f${theirs}`,
    `/tenants/${own}/topics/../../${theirs}/topics`,
    `/tenants/${own},${theirs}`,
    `//v1/../v1/tenants/${theirs}`,
    `///v1/tenants/${theirs}`,
    `//v2/tenants/${theirs}`,
    `//%76%31/tenants/${theirs}`,
  ]
}

/** Methods that stand for another one, or for none that we have. */
const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override']
const METHODS = ['TRACE', 'PUT', 'PROPFIND', 'OPTIONS', 'delete', 'Delete', 'DELETE\tX']

/** Paths and methods that mean one thing to one reader and another to the next. */
export async function paths(world: World): Promise<RestAttack[]> {
  const { attacker, victim, client } = world
  const [own = '', theirs = ''] = [attacker, victim].map(({ ids }) => ids['tenantId'])
  const controlled = async () => done(await victim.ask('GET', `/tenants/${theirs}`))
  const onPath = tricks(own, theirs).map((path) => ({
    family: 'paths and methods',
    name: path.slice(0, 80),
    control: { kind: 'owner' } as const,
    attack: async () => shown(await attacker.ask('GET', path), victim),
    controlled,
  }))
  return [...onPath, ...overrides(world), ...methods(client.apiUrl, attacker), ...absolute(world)]
}

function shown(answer: Answer, victim: Party): string {
  const { status, text } = answer
  // What was asked for may be said back; what only a reader of the tenant knows may not.
  const isShown = victim.marks
    .slice(1)
    .some((mark) => !mark.includes(victim.ids['tenantId'] ?? '') && text.includes(mark))
  return isShown || status < 400 || status >= 500 ? `shown: ${nameOf(answer)}` : 'NOT_SHOWN'
}

/** A read that says it is a removal, of a token that nobody needs. */
function overrides({ attacker }: World): RestAttack[] {
  const path = `/account/tokens/${attacker.ids['tokenId']}`
  const isThere = async () =>
    (await attacker.ask('GET', '/account/tokens?limit=100')).text.includes(
      `"${attacker.ids['tokenId']}"`,
    )
  const attack = (name: string, ask: () => Promise<Answer>): RestAttack => ({
    family: 'paths and methods',
    name,
    control: { kind: 'owner' },
    attack: async () => {
      const answer = await ask()
      const isHeld = (await isThere()) && answer.status >= 400
      return isHeld ? `REFUSED ${nameOf(answer)}` : `obeyed: ${nameOf(answer)}`
    },
    controlled: async () => done(await attacker.ask('DELETE', path)),
    lateness: 400,
  })
  return [
    ...OVERRIDES.map((name) =>
      attack(`${name}: DELETE`, () => attacker.ask('GET', path, { headers: { [name]: 'DELETE' } })),
    ),
    attack('?_method=DELETE', () => attacker.ask('GET', `${path}?_method=DELETE`)),
  ]
}

function methods(url: URL, { token, ids }: Party): RestAttack[] {
  const path = `${url.pathname}/tenants/${ids['tenantId']}`
  const status = async (method: string) => {
    const line = `${method} ${path}`
    const text = await exchangeBytes(
      url,
      requestBytes(url, line, [`Authorization: Bearer ${token}`]),
    )
    return /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? text
  }
  return METHODS.map((method) => ({
    family: 'paths and methods',
    name: `method ${JSON.stringify(method)}`,
    control: { kind: 'harmless' },
    attack: async () => {
      const told = await status(method)
      return ['400', '404', '405', '501', 'CLOSED'].includes(told) ? `REFUSED ${told}` : told
    },
    controlled: async () => ((await status('HEAD')) === '200' ? 'none' : 'REFUSED'),
  }))
}

/** The address of another host in the line of the request. */
function absolute({ client: { apiUrl }, attacker, victim }: World): RestAttack[] {
  const path = `${apiUrl.pathname}/tenants/${victim.ids['tenantId']}`
  const authorization = `Authorization: Bearer ${attacker.token}`
  return [
    `http://localhost${path}`,
    `http://evil.example.com${path}`,
    `//evil.example.com${path}`,
  ].map((target) => ({
    family: 'paths and methods',
    name: `GET ${target.replace(path, '…')}`,
    control: { kind: 'owner' },
    attack: async () => {
      const text = await exchangeBytes(
        apiUrl,
        requestBytes(apiUrl, `GET ${target}`, [authorization]),
      )
      const status = /^HTTP\/1\.1 (4\d\d)/.exec(text)?.[1]
      return status === undefined ? `shown: ${text.slice(0, 30)}` : `REFUSED ${status}`
    },
    controlled: async () => done(await victim.ask('GET', `/${path}`)),
  }))
}
