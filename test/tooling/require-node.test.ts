import { describe, expect, it } from '@jest/globals'
// @ts-expect-error plain JavaScript without types, so that an older Node can load it
import { isNodeRecentEnough } from '../../local/require-node.mjs'

describe('the Node version that Headgate accepts', () => {
  it.each(['24.6.0', '24.21.3', '25.0.0', '26.1.0'])('takes %s', (version) => {
    expect(isNodeRecentEnough(version)).toBe(true)
  })

  it.each(['18.20.0', '20.20.2', '22.22.0', '24.5.9'])('refuses %s', (version) => {
    expect(isNodeRecentEnough(version)).toBe(false)
  })
})
