import { type Answer, itemsOf, textAt } from '../http/answer.ts'
import { exchangeBytes, requestBytes } from '../http/exchange-bytes.ts'
import { must, type Party } from '../parties/party.ts'
import { done, nameOf, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { once } from './routes.ts'

/** Stands in every injected text, so that a log can be searched for what became of it. */
export const INJECTED = 'headgate-was-injected'
const LINES = [
  '\r\n',
  '\n',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u001b[2K\u001b[31m',
  '\u202e',
  '\u0000',
]
const SPOOFED = '203.0.113.66'
const FORWARDED = [
  ['x-forwarded-for', SPOOFED],
  ['x-forwarded-for', `${SPOOFED}, 127.0.0.1`],
  ['x-real-ip', SPOOFED],
  ['forwarded', `for=${SPOOFED}`],
  ['x-client-ip', SPOOFED],
  ['true-client-ip', SPOOFED],
  ['cf-connecting-ip', SPOOFED],
  ['x-amzn-source-ip', SPOOFED],
] as const

/** Texts that would be a line, a header, an address or a colour of their own. */
export async function injections(world: World): Promise<RestAttack[]> {
  return [
    ...names(world),
    ...requestIds(world),
    ...rawHeaders(world),
    ...keysAndCursors(world),
    ...FORWARDED.flatMap(([name, value]) => forwarded(world, name, value)),
    ...hosts(world),
  ]
}

function names({ attacker }: World): RestAttack[] {
  const bodies = (text: string): [string, string, unknown][] => [
    ['a token', '/account/tokens', { name: `a${text}${INJECTED}`, role: 'viewer' }],
    ['a tenant', '/tenants', { name: `a${text}${INJECTED}`, plan: 'trial' }],
    ['a webhook', '/account/webhooks', { url: `https://a.example.com/${text}`, events: [text] }],
    ['a member', '/account/members', { email: `a${text}${INJECTED}@example.com`, role: 'viewer' }],
  ]
  return LINES.flatMap((line) =>
    bodies(line).map(([what, path, body]) => ({
      family: 'injections',
      name: `${what} with ${JSON.stringify(line)}`,
      control: { kind: 'harmless' },
      attack: async () => wordOf(await attacker.ask('POST', path, { body }), ['422 invalid']),
      controlled: async () => done(await attacker.ask('GET', path)),
    })),
  )
}

/** Raw, as no client of HTTP lets one send such things; a line end there begins a header of the request's own. */
function requestIds({ client: { apiUrl }, attacker }: World): RestAttack[] {
  const ids = [
    'a b',
    'a\tb',
    '\u001b[31ma',
    `a"},{"level":"${INJECTED}`,
    '%0d%0aX-Evil: 1',
    'a'.repeat(129),
    'é',
    'a;b',
    '<script>',
  ]
  const shows = async (id: string) => {
    const headers = [`Authorization: Bearer ${attacker.token}`, `X-Request-Id: ${id}`]
    const text = await exchangeBytes(
      apiUrl,
      requestBytes(apiUrl, `GET ${apiUrl.pathname}/nowhere`, headers),
    )
    return text.includes(id) ? 'shown again' : /^HTTP\/1\.1 40[04]/.test(text) ? 'NOT_SHOWN' : text
  }
  return ids.map((id) => ({
    family: 'injections',
    name: `X-Request-Id ${JSON.stringify(id.slice(0, 30))}`,
    control: { kind: 'harmless' },
    attack: () => shows(id),
    controlled: async () => ((await shows('trace-1.2:3')) === 'shown again' ? 'none' : 'REFUSED'),
  }))
}

function rawHeaders({ client: { apiUrl }, attacker }: World): RestAttack[] {
  const authorization = `Authorization: Bearer ${attacker.token}`
  const status = async (headers: readonly string[], path = '/account') => {
    const line = `GET ${apiUrl.pathname}${path}`
    const text = await exchangeBytes(apiUrl, requestBytes(apiUrl, line, headers))
    return /^X-Evil/im.test(text) ? 'X-Evil' : (/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? text)
  }
  const tries: [string, readonly string[], string?][] = [
    ['headers of 100 KiB', [authorization, `X-Big: ${'a'.repeat(100_000)}`]],
    ['a line folded', [authorization, 'X-Folded: a\r\n X-Evil: 1']],
    ['a header with a NUL', [authorization, 'X-Nul: a\0b']],
    ['a header without a name', [authorization, ': a']],
    ['a space before the colon', [authorization, 'X-Evil : 1']],
    ['two log-ins', [authorization, 'Authorization: Bearer nobody', 'X-A: 1'], '/nowhere'],
    ['a line end in the path', [authorization], '/tenants/a%0d%0aX-Evil:%201'],
    ['a bare line end', [`${authorization}\nX-Evil: 1`], '/nowhere'],
  ]
  return tries.map(([name, headers, path]) => ({
    family: 'injections',
    name,
    control: { kind: 'harmless' },
    attack: async () => {
      const told = await status(headers, path)
      return /^4\d\d$|^CLOSED$/.test(told) ? `REFUSED ${told}` : told
    },
    controlled: async () => ((await status([authorization])) === '200' ? 'none' : 'REFUSED'),
  }))
}

/** Marks of a request that are kept or read, longer than any, or of characters that none has. */
function keysAndCursors({ attacker }: World): RestAttack[] {
  const body = { name: 'marked', role: 'viewer' }
  const key = (text: string) =>
    attacker.ask('POST', '/account/tokens', { body, headers: { 'idempotency-key': text } })
  const cursor = (text: string) =>
    attacker.ask('GET', `/tenants?cursor=${encodeURIComponent(text)}`)
  const controlled = once(async () => done(await key('k'.repeat(255))))
  const tries: [string, () => Promise<Answer>][] = [
    ['an Idempotency-Key of 256 characters', () => key('k'.repeat(256))],
    ['an Idempotency-Key of 10,000 characters', () => key('k'.repeat(10_000))],
    ['an Idempotency-Key with a space', () => key('a b')],
    ['an Idempotency-Key beyond ASCII', () => key('\u00e9')],
    ['a cursor of 10,000 characters', () => cursor('A'.repeat(10_000))],
    ['a cursor that is nothing', () => cursor('')],
    ['a cursor with a NUL', () => cursor('\u0000')],
  ]
  return tries.map(([name, ask]) => ({
    family: 'injections',
    name,
    control: { kind: 'harmless' },
    attack: async () => wordOf(await ask(), ['422 invalid', '400 invalid']),
    controlled,
  }))
}

/** An address that somebody says is theirs: neither counted nor written down. */
function forwarded({ attacker, ask }: World, name: string, value: string): RestAttack[] {
  const headers = { [name]: value }
  const about = { family: 'injections', control: { kind: 'harmless' } as const }
  return [
    {
      ...about,
      name: `${name}: ${value} against the rate limit`,
      attack: async () => {
        const [one, two] = [await ask('GET', '/plans'), await ask('GET', '/plans', { headers })]
        return leftIn(two) <= leftIn(one) + 5 ? 'REFUSED: counted together' : 'counted apart'
      },
      controlled: async () => done(await ask('GET', '/plans')),
    },
    {
      ...about,
      name: `${name}: ${value} in the audit trail`,
      attack: async () => {
        const body = { name: 'from afar', role: 'viewer' }
        await must(attacker.ask('POST', '/account/tokens', { body, headers }))
        return (await newestAddress(attacker)).includes(SPOOFED) ? 'written down' : 'NOT_SHOWN'
      },
      controlled: async () => ((await newestAddress(attacker)) === '' ? 'REFUSED' : 'none'),
    },
  ]
}

/** What refills meanwhile is a few at most. */
function leftIn({ headers }: Answer): number {
  return Number(/;r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1] ?? -1)
}

/** Of the newest token: what the system does meanwhile comes from nowhere. */
async function newestAddress({ ask }: Party): Promise<string> {
  const path = '/account/audit-events?limit=1&action=token.create'
  const [event] = itemsOf(await must(ask('GET', path)))
  return textAt(event, 'sourceAddress')
}

/** A host that is not one: nothing that is shown may hold it. */
function hosts({ attacker }: World): RestAttack[] {
  return [`a"><script>${INJECTED}</script>`, 'evil.example.com/..', 'a b'].map((host) => ({
    family: 'injections',
    name: `Host: ${host}`,
    control: { kind: 'harmless' },
    attack: async () => {
      const answer = await attacker.ask('GET', '/docs', { headers: { host } })
      return answer.text.includes(host)
        ? 'shown'
        : answer.status < 500
          ? 'NOT_SHOWN'
          : nameOf(answer)
    },
    controlled: async () => done(await attacker.ask('GET', '/docs')),
  }))
}
