import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { cachedDirectory } from '../../../local/jars/cache-entry.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const directory = temporaryDirectory()

function setup(name: string) {
  const cache = join(directory, name)
  let fills = 0
  const get = (source = 'pom') =>
    cachedDirectory({
      cache,
      name: 'broker',
      source,
      async fill(path) {
        fills++
        writeFileSync(join(path, 'a.jar'), source)
      },
    })
  return { cache, get, fills: () => fills }
}

describe('the cache of jars', () => {
  it('fills an entry once', async () => {
    const { get, fills } = setup('once')

    const path = await get()

    expect(await get()).toBe(path)
    expect(fills()).toBe(1)
    expect(readFileSync(join(path, 'a.jar'), 'utf8')).toBe('pom')
  })

  it('keeps what depends on different sources apart', async () => {
    const { get } = setup('apart')

    expect(await get('pom 1')).not.toBe(await get('pom 2'))
  })

  it('serves two checkouts that fill it at once', async () => {
    const { get, cache } = setup('race')

    const [first, second] = await Promise.all([get(), get()])

    expect(first).toBe(second)
    expect(readdirSync(cache)).toHaveLength(1)
  })

  it('leaves nothing behind when filling fails', async () => {
    const cache = join(directory, 'failing')
    const fill = async (path: string) => {
      writeFileSync(join(path, 'half.jar'), '')
      throw new Error('no network')
    }

    await expect(cachedDirectory({ cache, name: 'broker', source: '', fill })).rejects.toThrow(
      'no network',
    )

    expect(readdirSync(cache)).toEqual([])
  })

  it('fills a damaged entry again', async () => {
    const { get, fills } = setup('damaged')
    const path = await get()
    appendFileSync(join(path, 'a.jar'), 'garbage')

    await get()

    expect(fills()).toBe(2)
    expect(readFileSync(join(path, 'a.jar'), 'utf8')).toBe('pom')
  })
})
