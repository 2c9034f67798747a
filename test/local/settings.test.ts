import { describe, expect, it } from '@jest/globals'
import { readSettings } from '../../local/settings.ts'

describe('the settings of an embedded stack', () => {
  it('have defaults for everything', () => {
    const settings = readSettings({ HOME: '/somebody' })

    expect(settings).toEqual({
      home: `${process.cwd()}/.headgate`,
      apiPort: 4300,
      brokers: undefined,
      sweepEveryMs: 60_000,
      clusters: undefined,
      cache: '/somebody/.cache/headgate',
      webhookReach: 'public',
    })
  })

  it('take what the environment says', () => {
    const settings = readSettings({
      HEADGATE_HOME: '/srv/gate',
      HEADGATE_PORT: '0',
      HEADGATE_BROKERS: '3',
      HEADGATE_SWEEP_SECONDS: '2',
      HEADGATE_CLUSTERS: '2',
      HEADGATE_WEBHOOKS: 'any',
      XDG_CACHE_HOME: '/caches',
    })

    expect(settings).toEqual({
      home: '/srv/gate',
      apiPort: 0,
      brokers: 3,
      sweepEveryMs: 2_000,
      clusters: 2,
      cache: '/caches/headgate',
      webhookReach: 'any',
    })
  })

  it.each(['-1', '65536', '65527', '4300.5', 'http', '0x10'])('refuse the port %s', (port) => {
    expect(() => readSettings({ HEADGATE_PORT: port })).toThrow(`HEADGATE_PORT is "${port}"`)
  })

  it.each(['0', '2', '4', 'three'])('refuse %s brokers', (brokers) => {
    expect(() => readSettings({ HEADGATE_BROKERS: brokers })).toThrow('must be 1 or 3')
  })

  it('refuse to open webhooks by any other word', () => {
    expect(() => readSettings({ HEADGATE_WEBHOOKS: 'yes' })).toThrow('must be public or any')
  })

  it.each(['0', '-1', '90000', 'soon'])('refuse to sweep every %s seconds', (seconds) => {
    expect(() => readSettings({ HEADGATE_SWEEP_SECONDS: seconds })).toThrow('from 1 to 86400')
  })

  it.each(['0', '4', 'two'])('refuse %s clusters', (clusters) => {
    expect(() => readSettings({ HEADGATE_CLUSTERS: clusters })).toThrow('must be 1, 2 or 3')
  })

  it('refuse a cache that a Java class path cannot name', () => {
    expect(() => readSettings({ HEADGATE_CACHE: '/a:b' })).toThrow('HEADGATE_CACHE')
  })
})
