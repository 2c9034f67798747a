import type { Answer } from '../http/answer.ts'
import { textAt } from '../http/answer.ts'
import { must } from '../parties/party.ts'
import { done, nameOf, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { once } from './routes.ts'

const NO = ['400 invalid_json', '415 unsupported_media_type', '422 invalid', '413 too_large']
const DEEP = 100_000
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const nestedObjects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

/** What a JSON text must not be, by what it is. */
const BODIES: readonly (readonly [string, string | Buffer])[] = [
  ['deep arrays', nested(DEEP)],
  ['deep objects', nestedObjects(40_000)],
  ['deep arrays in a field', `{"name":${nested(DEEP)},"role":"viewer"}`],
  ['a number beyond all', '{"name":"a","role":"viewer","expiresInSeconds":1e400}'],
  ['a number below all', '{"name":"a","role":"viewer","expiresInSeconds":-1e400}'],
  [
    'a number with many digits',
    `{"name":"a","role":"viewer","expiresInSeconds":${'9'.repeat(5_000)}}`,
  ],
  ['NaN', '{"name":"a","role":"viewer","expiresInSeconds":NaN}'],
  ['Infinity', '{"name":"a","role":"viewer","expiresInSeconds":Infinity}'],
  ['a number in hex', '{"name":"a","role":"viewer","expiresInSeconds":0x64}'],
  ['a comment', '{"name":"a","role":"viewer"/**/}'],
  ['two texts', '{"name":"a","role":"viewer"}{"name":"b","role":"viewer"}'],
  ['UTF-16', Buffer.from('\ufeff{"name":"a","role":"viewer"}', 'utf16le')],
  ['broken UTF-8', Buffer.from('{"name":"\xff\xfe","role":"viewer"}', 'latin1')],
  ['a lone surrogate', '{"name":"\\ud800","role":"viewer"}'],
  ['a NUL', '{"name":"a\\u0000b","role":"viewer"}'],
  ['a bare control', '{"name":"a\u0001b","role":"viewer"}'],
  ['an array', '[{"name":"a","role":"viewer"}]'],
  ['null', 'null'],
  ['a text', '"name"'],
  ['nothing but space', '   '],
  ['more than is taken', `{"name":"${'a'.repeat(300_000)}","role":"viewer"}`],
]

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'application/json; charset=iso-8859-1; charset=utf-8',
  'application/json-patch+json',
  'multipart/form-data; boundary=a',
]

/** Bodies that two readers read differently, or that cost a reader more than they cost the sender. */
export async function jsonTricks(world: World): Promise<RestAttack[]> {
  const { attacker } = world
  const post = (raw: string | Buffer, type = 'application/json') =>
    attacker.ask('POST', '/account/tokens', { raw, headers: { 'content-type': type } })
  const fine = '{"name":"plain","role":"viewer"}'
  const controlled = once(async () => done(await post(fine)))
  const attack = (name: string, ask: () => Promise<Answer>): RestAttack => ({
    family: 'JSON',
    name,
    control: { kind: 'harmless' },
    attack: async () => wordOf(await ask(), NO),
    controlled,
  })
  return [
    ...BODIES.map(([what, raw]) => attack(`a token from ${what}`, () => post(raw))),
    ...TYPES.map((type) => attack(`a token as ${type}`, () => post(fine, type))),
    ...deepRecords(world),
    ...(await twoRoles(world)),
  ]
}

/** Where JSON of the caller's own goes on to be written and read again. */
function deepRecords({ attacker }: World): RestAttack[] {
  const { tenantId, topicName } = attacker.ids
  const path = `/tenants/${tenantId}/topics/${topicName}/records`
  const write = (data: string) =>
    attacker.ask('POST', path, {
      raw: `{"records":[{"value":{"encoding":"json","data":${data}}}]}`,
    })
  const controlled = once(async () => done(await write(nested(3))))
  const attack = (name: string, ask: () => Promise<Answer>): RestAttack => ({
    family: 'JSON',
    name,
    control: { kind: 'harmless' },
    attack: async () => wordOf(await ask(), NO),
    controlled,
  })
  return [
    attack('a record of deep arrays', () => write(nested(DEEP))),
    attack('a record of deep objects', () => write(nestedObjects(40_000))),
    attack('deep arrays under an Idempotency-Key', () =>
      attacker.ask('POST', '/tenants', {
        raw: `{"name":${nested(DEEP)}}`,
        headers: { 'idempotency-key': 'deep' },
      }),
    ),
  ]
}

/** The same name twice: whichever counts, it is the one that is checked. */
async function twoRoles({ attacker, ask }: World): Promise<RestAttack[]> {
  const wanted = { name: 'a developer', role: 'developer' }
  const made = await must(attacker.ask('POST', '/account/tokens', { body: wanted }))
  const token = textAt(made.json, 'token')
  const bodies = ['"role":"viewer","role":"owner"', '"role":"owner","role":"viewer"']
  return bodies.map((roles) => ({
    family: 'JSON',
    name: `a developer’s token with ${roles}`,
    control: { kind: 'owner' },
    attack: async () => {
      const raw = `{"name":"two",${roles}}`
      const answer = await ask('POST', '/account/tokens', { token, raw })
      return await belowOwner(ask, answer)
    },
    controlled: async () =>
      done(await attacker.ask('POST', '/account/tokens', { body: { name: 'o', role: 'owner' } })),
  }))
}

async function belowOwner(ask: World['ask'], answer: Answer): Promise<string> {
  if (answer.status >= 300) return wordOf(answer, ['403 forbidden'])
  const token = textAt(answer.json, 'token')
  const budget = { monthlyMicros: 1_000_000 }
  const tried = await ask('PATCH', '/account/budget', { token, body: budget })
  return tried.status === 403 ? 'REFUSED 403 forbidden' : `let in: ${nameOf(tried)}`
}
