import { beforeEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import type { MemoryGroup } from '../../../adapters/memory/memory-tenant-sessions.ts'
import type { Person } from '../person.ts'
import { type Api, setup } from '../setup.ts'

let api: Api
let ann: Person
let tenant: string

beforeEach(async () => {
  api = await setup()
  ann = await api.person()
  const topics = [{ name: 'clicks', partitions: 2 }, { name: 'views' }]
  const made = await ann.call('POST', '/tenants', {
    body: { name: 'mine', plan: 'basic-0', topics },
  })
  tenant = z.object({ id: z.string() }).parse(made.json()).id
  await api.settle()
  const records = [0, 0, 0, 1].map((partition) => ({ partition, value: 'x' }))
  await ann.call('POST', `/tenants/${tenant}/topics/clicks/records`, { body: { records } })
})

const committed = (topic: string, partition: number, offset: number) => ({
  kafkaName: `${tenant}.${topic}`,
  partition,
  offset,
})

function putGroup(name: string, group: Partial<MemoryGroup> = {}): void {
  const whole = { type: 'classic', members: [], offsets: [], ...group }
  api.parts.data.groups.set(`${tenant}.${name}`, whole)
}

const member = {
  id: 'm-1',
  clientId: 'app',
  host: '10.0.0.1',
  partitions: () => [{ kafkaName: `${tenant}.clicks`, partition: 0 }],
}

const reset = (name: string, body: unknown) =>
  ann.call('POST', `/tenants/${tenant}/consumer-groups/${name}/reset-offsets`, { body })

describe('Consumer groups', () => {
  it('are listed by name in pages, without those of a neighbour whose id begins alike', async () => {
    for (const name of ['b', 'a', 'c/d']) putGroup(name)
    api.parts.data.groups.set(`${tenant}0.x`, { type: 'classic', members: [], offsets: [] })
    const path = `/tenants/${tenant}/consumer-groups`
    const first = await ann.call('GET', path, { query: { limit: '2' } })
    const page = z.object({ nextCursor: z.string() }).parse(first.json())
    expect(first.json()).toMatchObject({
      items: [{ name: 'a' }, { name: 'b' }],
      count: 3,
      limit: 100,
    })
    const rest = await ann.call('GET', path, { query: { cursor: page.nextCursor } })
    expect(rest.json()).toEqual({
      items: [{ name: 'c/d', kafkaName: `${tenant}.c/d`, type: 'classic', state: 'empty' }],
      count: 3,
      limit: 100,
    })
    expect((await ann.call('GET', `${path}/c%2Fd`)).status).toBe(200)
  })

  it('are described with members, offsets and lag; what cannot be known is null', async () => {
    putGroup('readers', {
      members: [{ ...member, partitions: member.partitions() }],
      offsets: [committed('clicks', 0, 1), committed('gone', 0, 7), committed('clicks', 1, 9)],
    })
    const answer = await ann.call('GET', `/tenants/${tenant}/consumer-groups/readers`)
    expect(answer.json()).toMatchObject({
      state: 'stable',
      memberCount: 1,
      lag: 2,
      members: [{ id: 'm-1', partitions: [{ topic: 'clicks', partition: 0 }] }],
      partitions: [
        {
          topic: 'clicks',
          partition: 0,
          committedOffset: 1,
          endOffset: 3,
          lag: 2,
          memberId: 'm-1',
        },
        // Made anew since: further than there is, and behind by nothing.
        { topic: 'clicks', partition: 1, committedOffset: 9, endOffset: 1, lag: 0, memberId: null },
        { topic: 'gone', partition: 0, committedOffset: 7, endOffset: null, lag: null },
      ],
    })
  })

  it('go back to the beginning, to an offset or to the end, as a trial first', async () => {
    putGroup('readers', { offsets: [committed('clicks', 0, 2), committed('gone', 0, 7)] })
    const trial = await reset('readers', { to: 'earliest', dryRun: true })
    const items = [{ topic: 'clicks', partition: 0, from: 2, to: 0 }]
    expect(trial.json()).toEqual({ dryRun: true, items })
    expect((await reset('readers', { to: 'earliest' })).json()).toEqual({ dryRun: false, items })
    const beyond = await reset('readers', { to: 'offset', offset: 99, topic: 'clicks' })
    expect(beyond.json()).toMatchObject({
      items: [
        { partition: 0, from: 0, to: 3 },
        { partition: 1, from: null, to: 1 },
      ],
    })
    expect(api.parts.data.groups.get(`${tenant}.readers`)?.offsets).toContainEqual(
      committed('clicks', 0, 3),
    )
    const events = await ann.call('GET', '/account/audit-events')
    expect(events.text.match(/consumer-group\.reset-offsets/g)).toHaveLength(2)
  })

  it('are neither reset nor deleted while somebody reads', async () => {
    putGroup('readers', { members: [{ ...member, partitions: member.partitions() }] })
    expect((await reset('readers', { to: 'earliest' })).status).toBe(409)
    const path = `/tenants/${tenant}/consumer-groups/readers`
    expect((await ann.call('DELETE', path)).status).toBe(409)
    putGroup('readers')
    expect((await ann.call('DELETE', path)).status).toBe(204)
    expect((await ann.call('GET', path)).status).toBe(404)
  })

  it.each([
    [{ to: 'time' }, '/time'],
    [{ to: 'offset', offset: -1 }, '/offset'],
    [{ to: 'earliest', offset: 3 }, '/offset'],
    [{ to: 'latest', partitions: [0] }, '/topic'],
    [{ to: 'latest', topic: 'clicks', partitions: [0, 2] }, '/partitions/1'],
    [{ to: 'yesterday' }, '/to'],
  ])('are not reset by what is not clear: %j', async (body, pointer) => {
    putGroup('readers')
    const answer = await reset('readers', body)
    expect([answer.status, answer.json()]).toEqual([
      422,
      expect.objectContaining({
        errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
      }),
    ])
  })
})
