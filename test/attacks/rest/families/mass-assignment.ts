import { MISSING } from '../../../lambdas/http/missing-ids.ts'
import type { Answer } from '../http/answer.ts'
import { nameOf, type RestAttack } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { isNamed, latenessOf, once, pathOf, ROWS, type Row, said } from './routes.ts'

/** Fields of ours that nobody may set, and names that mean something to JavaScript. */
function privileged({ victim }: World): readonly (readonly [string, unknown])[] {
  return [
    ['accountId', victim.accountId],
    ['tenantId', victim.ids['tenantId']],
    ['id', victim.ids['tenantId']],
    ['prefix', victim.prefix],
    ['roles', ['owner']],
    ['operator', true],
    ['holds', []],
    ['limits', { topics: 1_000_000 }],
    ['state', 'active'],
    ['version', 0],
    ['generation', 0],
    ['createdBy', 'operator'],
    ['memberId', victim.ids['memberId']],
    ['subject', 'somebody'],
    ['clusterId', 'cl_mine'],
    ['kafkaName', `${victim.prefix}orders`],
    ['constructor', { prototype: { role: 'owner' } }],
  ]
}

/** Somebody would get a mail. */
const MAILS = ['signUp', 'requestPasswordReset', 'inviteMember']

/** Every body of the route table, with fields more than it has: in the body, and in each object within it. */
export async function massAssignment(world: World): Promise<RestAttack[]> {
  return ROWS.filter(({ body }) => body !== undefined).flatMap((row) => onRow(world, row))
}

function onRow(world: World, row: Row): RestAttack[] {
  const { attacker, ask, means } = world
  const token = row.access === 'operator' ? means.operatorToken : attacker.token
  if (token === undefined) return []
  const send = (raw: string) =>
    ask(row.method, pathOf(row, { ...MISSING, ...attacker.ids }), {
      raw,
      ...(row.access === 'public' ? {} : { token }),
    })
  const fields = privileged(world).filter(([name]) => !namesOf(row.bodyExample).has(name))
  const controlled = once(async () => known(await send(JSON.stringify(row.bodyExample ?? {}))))
  return places(row.bodyExample ?? {}).flatMap((place) => [
    {
      family: 'mass assignment',
      name: `${said(row)} with ${fields.length} fields more at /${place.join('/')}`,
      control: { kind: 'harmless' } as const,
      attack: async () => allRefused(await send(withFields(row, place, fields)), place, fields),
      ...(isHarmless(row) && (means.mailTo !== undefined || !MAILS.includes(row.operationId))
        ? { controlled }
        : {}),
      ...(isHarmless(row)
        ? {}
        : { control: { kind: 'nobody', because: 'It would change more than is ours.' } as const }),
      lateness: latenessOf(row),
    },
    {
      family: 'mass assignment',
      name: `${said(row)} with a __proto__ at /${place.join('/')}`,
      control: { kind: 'nobody', because: 'No body has such a field.' } as const,
      attack: async () =>
        allRefused(await send(withPrototype(row, place)), place, [['__proto__', {}]]),
    },
  ])
}

/** Neither the installation nor the whole account. */
function isHarmless(row: Row): boolean {
  return row.access !== 'operator' && (row.method !== 'DELETE' || isNamed(row))
}

function withFields(
  { bodyExample }: Row,
  place: readonly string[],
  fields: readonly (readonly [string, unknown])[],
): string {
  return JSON.stringify(changed(bodyExample ?? {}, place, Object.fromEntries(fields)))
}

/** Written by hand: an object of ours would take it for its prototype. */
function withPrototype({ bodyExample }: Row, place: readonly string[]): string {
  const marked = JSON.stringify(changed(bodyExample ?? {}, place, { '@': 0 }))
  return marked.replace('"@":0', '"__proto__":{"role":"owner","isAdmin":true}')
}

/** Every object within the value, as a path of names; free JSON of the caller’s own is none of ours. */
function places(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || at.at(-1) === 'data') return []
  const here = Array.isArray(value) ? [] : [at]
  return [...here, ...Object.entries(value).flatMap(([name, each]) => places(each, [...at, name]))]
}

function changed(value: unknown, place: readonly string[], more: object): unknown {
  const [name, ...rest] = place
  if (name === undefined) return { ...Object(value), ...more }
  if (Array.isArray(value))
    return value.map((each, n) => (String(n) === name ? changed(each, rest, more) : each))
  return { ...Object(value), [name]: changed(Reflect.get(Object(value), name), rest, more) }
}

function namesOf(value: unknown): ReadonlySet<string> {
  return new Set(Object.keys(Object(value)))
}

/** All of them must be told as not known; one that is taken in silence is a breach. */
function allRefused(
  answer: Answer,
  place: readonly string[],
  fields: readonly (readonly [string, unknown])[],
): string {
  const at = place.map((each) => `/${each}`).join('')
  const silent = fields.find(([name]) => !answer.text.includes(`"${at}/${name}"`))
  if (answer.status === 422 && silent === undefined) return 'REFUSED 422 invalid'
  return silent === undefined ? nameOf(answer) : `${nameOf(answer)} without a word on ${silent[0]}`
}

/** Without them nothing is said about fields that are not known. */
function known(answer: Answer): string {
  return answer.status < 500 && !answer.text.includes('is not known here')
    ? 'none'
    : `REFUSED ${nameOf(answer)}`
}
