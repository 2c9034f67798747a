import { textAt } from '../http/answer.ts'
import { must } from '../parties/party.ts'
import { nameOf, type RestAttack } from '../rest-attack.ts'
import type { World } from '../world.ts'

/** A secret that somebody put where none belongs, by mistake or so that others read it in a trail. */
export async function misplacedSecrets({ attacker, ask }: World): Promise<RestAttack[]> {
  const body = { name: 'a viewer', role: 'viewer' }
  const made = await must(attacker.ask('POST', '/account/tokens', { body }))
  const token = textAt(made.json, 'token')
  const secret = attacker.token
  const trail = async (filter = '') =>
    (await must(attacker.ask('GET', `/account/audit-events?limit=50${filter}`))).text
  const inPath = `/account/tokens/${secret}`
  const tries: [string, string, string, Record<string, string>][] = [
    ['in a path', 'DELETE', inPath, {}],
    ['in a path, escaped', 'DELETE', inPath.replaceAll('_', '%5f'), {}],
    ['in a query', 'DELETE', `/account/tokens/none?token=${secret}`, {}],
    ['as X-Request-Id', 'DELETE', '/account/tokens/none', { 'x-request-id': secret }],
    ['as Idempotency-Key', 'POST', '/account/tokens', { 'idempotency-key': secret }],
    ['as User-Agent', 'DELETE', '/account/tokens/none', { 'user-agent': secret }],
  ]
  const signature = secret.slice(-30)
  return tries.map(([name, method, path, headers]) => ({
    family: 'misplaced secrets',
    name,
    control: { kind: 'owner' },
    attack: async () => {
      const answer = await ask(method, path, { token, headers })
      const whole = `${JSON.stringify(answer.headers)} ${answer.text} ${await trail()}`
      return whole.includes(signature) ? `SHOWN ${nameOf(answer)}` : 'NOT_SHOWN'
    },
    // The refusals are there all the same.
    controlled: async () =>
      (await trail('&action=token.revoke')).includes('"refused"') ? 'none' : 'REFUSED',
  }))
}
