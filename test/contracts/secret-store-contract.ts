import { describe, expect, it } from '@jest/globals'
import type { StoresUnderTest } from './stores-under-test.ts'

const secretsOf = (password: string, ...usernames: string[]) =>
  usernames.map((username) => ({ username, password: `${password}-${username}` }))

/** What every `SecretStore` does. */
export function describeSecretStoreContract(
  store: string,
  open: () => Promise<Pick<StoresUnderTest, 'secrets'>>,
): void {
  describe(`the secret store (${store})`, () => {
    it('keeps the first password of each user and answers in the order given', async () => {
      const { secrets } = await open()
      expect(await secrets.ensure(secretsOf('first', 'b', 'a'))).toEqual(
        secretsOf('first', 'b', 'a'),
      )
      expect(await secrets.ensure(secretsOf('second', 'c', 'a', 'b'))).toEqual([
        ...secretsOf('second', 'c'),
        ...secretsOf('first', 'a', 'b'),
      ])
      expect(await secrets.get('c')).toEqual(secretsOf('second', 'c')[0])
    })

    it('gives all who ask at once for one user the same password', async () => {
      const { secrets } = await open()
      const asked = Array.from({ length: 20 }, (_, number) => secretsOf(`try ${number}`, 'a'))
      const answers = await Promise.all(asked.map((proposals) => secrets.ensure(proposals)))
      const stored = await secrets.get('a')
      for (const answer of answers) expect(answer).toEqual([stored])
    })

    it('takes hundreds at once, and none', async () => {
      const { secrets } = await open()
      const many = secretsOf('p', ...Array.from({ length: 300 }, (_, number) => `user-${number}`))
      expect(await secrets.ensure(many)).toEqual(many)
      expect(await secrets.get('user-299')).toEqual(many[299])
      expect(await secrets.ensure([])).toEqual([])
    })

    it('forgets those that are removed, gone already or not', async () => {
      const { secrets } = await open()
      await secrets.ensure(secretsOf('p', 'a', 'b'))
      await secrets.remove(['a', 'nobody'])
      expect(await secrets.get('a')).toBeUndefined()
      expect(await secrets.get('b')).toBeDefined()
      await secrets.remove(['a'])
    })
  })
}
