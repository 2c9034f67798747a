import { describe, expect, it } from '@jest/globals'
import { scrape, type ScrapeOptions } from '../../../adapters/jmx/scrape.ts'
import { outcomeOf } from '../../contracts/outcomes.ts'
import { listen, useExporters } from './exporter.ts'

const GOOD = 'jmx_scrape_error 0.0\na{topic="x"} 1\nb 2\na 3\n'

async function valuesOf(options: Omit<ScrapeOptions, 'wanted'>): Promise<readonly number[]> {
  const values: number[] = []
  for await (const { value } of scrape({ ...options, wanted: new Set(['a']) })) values.push(value)
  return values
}

describe('a scrape', () => {
  const exporter = useExporters()

  it('gives the wanted samples of a broker', async () => {
    const url = await exporter((_, response) => response.end(GOOD))
    expect(await valuesOf({ url })).toEqual([1, 3])
  })

  it('asks for plain text, since compressing would cost the broker', async () => {
    let asked: unknown
    const url = await exporter(({ headers }, response) => {
      asked = headers['accept-encoding']
      response.end(GOOD)
    })
    await valuesOf({ url })
    expect(asked).toBe('identity')
  })

  it('is unavailable when nobody listens', async () => {
    const { port, close } = await listen((_, response) => response.end(GOOD))
    await close()
    const url = `http://127.0.0.1:${port}/metrics`
    expect(await outcomeOf(valuesOf({ url }))).toBe('unavailable')
  })

  it.each([404, 500, 503])('is unavailable when the answer is %d', async (status) => {
    const url = await exporter((_, response) => response.writeHead(status).end(GOOD))
    expect(await outcomeOf(valuesOf({ url }))).toBe('unavailable')
  })

  it('does not follow to another place', async () => {
    const url = await exporter(({ url: path }, response) => {
      if (path === '/elsewhere') response.end(GOOD)
      else response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect(await outcomeOf(valuesOf({ url }))).toBe('unavailable')
  })

  it('is unavailable when the exporter could not read the counters, though it answers 200', async () => {
    const url = await exporter((_, response) => response.end(`a 1\njmx_scrape_error 1.0\n`))
    expect(await outcomeOf(valuesOf({ url }))).toBe('unavailable')
  })

  it('is unavailable when the connection breaks half-way', async () => {
    const url = await exporter((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('a 1\n', () => response.destroy())
    })
    expect(await outcomeOf(valuesOf({ url }))).toBe('unavailable')
  })

  it('is unavailable when the text ends within a line', async () => {
    const url = await exporter((_, response) => response.end('a 1\na 12345'))
    expect(await outcomeOf(valuesOf({ url }))).toBe('unavailable')
  })

  it('gives up on an exporter that begins and does not go on', async () => {
    const url = await exporter((_, response) => response.write('a 1\n'))
    expect(await outcomeOf(valuesOf({ url, timeoutMs: 200 }))).toBe('unavailable')
  })

  it('gives up on a text that is longer than it may be', async () => {
    let sent = 0
    const url = await exporter((_, response) => {
      const more = () => {
        sent += 10_000
        response.write('a 1\n'.repeat(2_500), more)
      }
      more()
    })
    expect(await outcomeOf(valuesOf({ url, bytesMax: 1_000_000 }))).toBe('unavailable')
    expect(sent).toBeGreaterThanOrEqual(1_000_000)
  })
})
