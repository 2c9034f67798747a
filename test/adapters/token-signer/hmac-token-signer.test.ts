import { randomBytes } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { HmacTokenSigner } from '../../../adapters/token-signer/hmac-token-signer.ts'

const PEPPER = Buffer.alloc(32, 7)

describe('the signer of API tokens', () => {
  it('takes back what it signed, after a restart too', () => {
    const signature = new HmacTokenSigner(PEPPER).sign('tok_1')
    expect(signature).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(new HmacTokenSigner(PEPPER).verify('tok_1', signature)).toBe(true)
  })

  it('refuses the signature of another token, under another pepper, or cut short', () => {
    const signer = new HmacTokenSigner(PEPPER)
    const signature = signer.sign('tok_1')
    expect(signer.verify('tok_2', signature)).toBe(false)
    expect(new HmacTokenSigner(randomBytes(32)).verify('tok_1', signature)).toBe(false)
    expect(signer.verify('tok_1', signature.slice(1))).toBe(false)
    expect(signer.verify('tok_1', '')).toBe(false)
  })

  it('takes each signature in one spelling only', () => {
    const signer = new HmacTokenSigner(PEPPER)
    const signature = signer.sign('tok_1')
    const spellings = [
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
    ].filter((last) => signer.verify('tok_1', signature.slice(0, -1) + last))
    expect(spellings).toEqual([signature.slice(-1)])
  })

  it('does not start with a pepper that could be guessed', () => {
    expect(() => new HmacTokenSigner(Buffer.alloc(31))).toThrow('32 bytes')
  })
})
