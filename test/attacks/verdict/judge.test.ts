import { describe, expect, it } from '@jest/globals'
import type { Finding } from './finding.ts'
import { judge } from './judge.ts'
import { isClean, reportOf } from './report.ts'

const refused: Finding = {
  name: 'describe a topic',
  control: { kind: 'owner' },
  attack: 'TopicAuthorizationException',
  missing: 'TopicAuthorizationException',
  controlled: 'none',
}

describe('An attack', () => {
  it('held when it was refused like a missing name and its owner succeeded', () => {
    expect(judge(refused)).toBe('held')
  })

  it.each(['none', 'NOT_LEADER_OR_FOLLOWER', 'InvalidTopicException', 'PRODUCER_FENCED'])(
    'is a breach when it was answered %s, for that means let in',
    (attack) => {
      expect(judge({ ...refused, attack, missing: attack })).toBe('breach')
    },
  )

  it('tells apart when a missing name is answered in another word, unless that is known', () => {
    const missing = 'UnknownTopicIdException'
    expect(judge({ ...refused, missing })).toBe('told-apart')
    expect(judge({ ...refused, missing, telling: 'Kafka does so.' })).toBe('held')
  })

  it.each(['TopicAuthorizationException', 'CLOSED', 'TimeoutException'])(
    'proves nothing when its owner is answered %s as well',
    (controlled) => {
      expect(judge({ ...refused, controlled })).toBe('unproved')
    },
  )

  it('is not taken for refused when nobody answered', () => {
    expect(judge({ ...refused, attack: 'SocketTimeoutException' })).toBe('silent')
  })

  it('is uncontrolled when nobody tried the control', () => {
    const { controlled: _, ...uncontrolled } = refused
    expect(judge(uncontrolled)).toBe('uncontrolled')
  })

  it('on what nobody may is proved by nobody’s success', () => {
    const nobody = { ...refused, control: { kind: 'nobody' } } as const
    expect(judge({ ...nobody, controlled: 'TopicAuthorizationException' })).toBe('held')
    expect(judge(nobody)).toBe('unproved')
  })

  it('that an older cluster does not know is not counted as held', () => {
    const attack = 'UnsupportedVersionException'
    expect(judge({ ...refused, attack, controlled: attack })).toBe('not-offered')
  })
})

describe('A report', () => {
  it('is clean only when everything was held and nothing changed', () => {
    expect(isClean(reportOf('a', [refused]))).toBe(true)
    expect(isClean(reportOf('a', []))).toBe(false)
    expect(isClean(reportOf('a', [refused], ['content was a, is b']))).toBe(false)
    expect(isClean(reportOf('a', [refused, { ...refused, controlled: 'CLOSED' }]))).toBe(false)
    expect(isClean(reportOf('a', [refused, { ...refused, attack: 'none' }]))).toBe(false)
  })

  it('counts an oracle as a success', () => {
    const oracle = { ...refused, missing: 'UnknownTopicIdException' }
    expect(reportOf('a', [refused, oracle])).toMatchObject({ tried: 2, succeeded: 1 })
  })
})
