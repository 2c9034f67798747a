import { describe, expect, it } from '@jest/globals'
import { usersSeen } from '../../../adapters/jmx/users-seen.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'
import { useExporters } from './exporter.ts'

const line = (user: string, value: string) =>
  `kafka_server_Request_request_time{user="${user}"} ${value}\n`

describe('the users that brokers have seen', () => {
  const exporter = useExporters()
  const showing = (...lines: readonly string[]) =>
    exporter((_, response) => response.end(lines.join('')))

  it('are those that any broker spent time on', async () => {
    const one = await showing(line('t-1', '0.054'), line('t-2', '0.0'), line('t-3', 'NaN'))
    const other = await showing(line('t-1', '0.0'), line('t-4', '1.0E-4'))
    expect(await usersSeen([one, other])).toEqual(new Set(['t-1', 't-4']))
  })

  it('are not found in other sensors, nor in one that names no user', async () => {
    const url = await showing(
      'kafka_server_Request_throttle_time{user="t-1"} 5\n',
      'kafka_server_Request_request_time{client_id="x"} 5\n',
    )
    expect(await usersSeen([url])).toEqual(new Set())
  })

  it('are told by the brokers that answer', async () => {
    const dead = await exporter((_, response) => response.destroy())
    const alive = await showing(line('t-1', '1'))
    expect(await usersSeen([dead, alive])).toEqual(new Set(['t-1']))
  })

  it('are not told in part by a broker that stops half-way', async () => {
    const half = await showing(line('t-1', '1'), 'kafka_server_Request')
    const alive = await showing(line('t-2', '1'))
    expect(await usersSeen([half, alive])).toEqual(new Set(['t-2']))
  })

  it('are unavailable when no broker answers', async () => {
    const dead = await exporter((_, response) => response.destroy())
    expect(await outcomeOf(usersSeen([dead, dead]))).toBe('unavailable')
  })
})
