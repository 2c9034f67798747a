import { describe, expect, it } from '@jest/globals'
import { searchFor } from './search.ts'

const SECRET = { name: 'password', text: 'aB3/xY+z 9?ÜqR~77' }
const CODE = { name: 'code', text: '271828' }
const log = (text: string) => [{ name: 'a log', bytes: Buffer.from(`before ${text} after`) }]

describe('The search for secrets', () => {
  it.each([
    ['plain', SECRET.text],
    ['JSON', JSON.stringify({ password: SECRET.text })],
    ['URL', encodeURIComponent(SECRET.text)],
    ['form', new URLSearchParams({ password: SECRET.text }).toString()],
    ['hex', Buffer.from(SECRET.text).toString('hex')],
    ['base64', Buffer.from(SECRET.text).toString('base64')],
    ['base64 of more', Buffer.from(`ann:${SECRET.text} and more`).toString('base64')],
    ['base64 of still more', Buffer.from(`ann::${SECRET.text} and`).toString('base64')],
    ['base64url of more', Buffer.from(`eve::${SECRET.text}`).toString('base64url')],
  ])('finds one that is written as %s', (_, text) => {
    const { found } = searchFor([SECRET], log(text))
    expect(found).not.toEqual([])
    expect(found.join()).not.toContain(SECRET.text)
  })

  it('finds none where none is, and counts what it looked at', () => {
    expect(searchFor([SECRET, CODE], log('nothing'))).toEqual({ secrets: 2, bytes: 20, found: [] })
  })

  it('takes six digits for a code when nothing of a number is beside them', () => {
    expect(searchFor([CODE], log('code 271828, sent')).found).toEqual(['a code (plain) in a log'])
    expect(searchFor([CODE], log('at 1271828000 ms')).found).toEqual([])
    expect(searchFor([CODE], log('tok_abc271828abcabcabcab')).found).toEqual([])
    expect(searchFor([CODE], log('0a1b2c3d-0000-4000-8000-ab271828cdef')).found).toEqual([])
    expect(searchFor([CODE], log('tok_271828')).found).toEqual(['a code (plain) in a log'])
    const [source] = log('offset 271828')
    if (source === undefined) throw new Error('There is no log.')
    expect(searchFor([CODE], [{ ...source, isFullOfNumbers: true }]).found).toEqual([])
  })
})
