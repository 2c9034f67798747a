import { describe, expect, it } from '@jest/globals'
import { refusalOfUrl } from '../../../core/webhook/check-url.ts'
import { isPublicAddress } from '../../../core/webhook/public-address.ts'
import { FINE_URLS, REFUSED_URLS } from './refused-urls.ts'

describe('The address of a webhook', () => {
  it.each(Object.entries(REFUSED_URLS))('is refused: %s', (_, urls) => {
    for (const url of urls)
      expect({ url, why: refusalOfUrl(url, 'public') }).toEqual({ url, why: expect.any(String) })
  })

  it.each(FINE_URLS)('may be %s', (url) => {
    expect(refusalOfUrl(url, 'public')).toBeUndefined()
  })

  it('may be on this machine where its operator says so, but holds no password even there', () => {
    expect(refusalOfUrl('http://127.0.0.1:9999/hook', 'any')).toBeUndefined()
    expect(refusalOfUrl('http://a:b@127.0.0.1/', 'any')).toBeDefined()
    expect(refusalOfUrl('file:///etc/passwd', 'any')).toBeDefined()
  })

  it('is told in a list of what was tried', () => {
    const lines = Object.entries(REFUSED_URLS).map(([how, urls]) => `${how}: ${urls.join('  ')}`)
    const tried = Object.values(REFUSED_URLS).flat()
    const refused = tried.filter((url) => refusalOfUrl(url, 'public') !== undefined)
    console.log(`${refused.length} of ${tried.length} addresses refused\n${lines.join('\n')}`)
    expect(refused).toEqual(tried)
  })
})

describe('An address that a name leads to', () => {
  it.each([
    '127.0.0.1',
    '::1',
    '::ffff:10.0.0.1',
    'fe80::1%eth0',
    '1.2.3',
    '1.2.3.4.5',
    '::1::2',
    'x',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['93.184.216.34', '2a00:1450:4001::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})
