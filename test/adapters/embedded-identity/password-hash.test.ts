import { describe, expect, it } from '@jest/globals'
import {
  DEFAULT_COST,
  hashPassword,
  isPassword,
} from '../../../adapters/embedded-identity/password-hash.ts'
import { CHEAP } from '../../core/account/account-world.ts'

const PASSWORD = 'correct horse battery'

describe('a password hash', () => {
  it('is by default scrypt with 32 MiB and three passes, and says so', async () => {
    const hash = await hashPassword(PASSWORD, DEFAULT_COST)
    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/)
    expect(await isPassword(PASSWORD, hash)).toBe(true)
  })

  it('is not of another password', async () => {
    const hash = await hashPassword(PASSWORD, CHEAP)
    expect(await isPassword(`${PASSWORD}.`, hash)).toBe(false)
  })

  it('differs for the same password, as each has a salt of its own', async () => {
    const hashes = await Promise.all([hashPassword(PASSWORD, CHEAP), hashPassword(PASSWORD, CHEAP)])
    expect(hashes[0]).not.toBe(hashes[1])
  })

  it('stays good when the cost of new ones is raised', async () => {
    const hash = await hashPassword(PASSWORD, CHEAP)
    const dearer = await hashPassword(PASSWORD, { ...CHEAP, costLog2: 5 })
    expect(dearer).toContain('ln=5')
    expect(await isPassword(PASSWORD, hash)).toBe(true)
  })

  it('takes a letter and its accent for the letter with the accent', async () => {
    const hash = await hashPassword('caf\u00e9 au lait', CHEAP)
    expect(await isPassword('cafe\u0301 au lait', hash)).toBe(true)
  })

  it.each(['', 'plain', '$scrypt$ln=4,r=8,p=1$short$short'])('is not %j', async (text) => {
    expect(await isPassword(text, text)).toBe(false)
  })
})
