import { describe, expect, it } from '@jest/globals'
import { denies, withDenial } from '../../../adapters/msk/deny-by-default.ts'

const PROPERTY = 'allow.everyone.if.no.acl.found'

describe('Properties of a cluster', () => {
  it.each([
    ['', false],
    ['auto.create.topics.enable=false', false],
    [`${PROPERTY}=true`, false],
    [`${PROPERTY}=false`, true],
    [` ${PROPERTY} : FALSE `, true],
    [`# ${PROPERTY}=false`, false],
    [`${PROPERTY}=false\n${PROPERTY}=true`, false],
    [`${PROPERTY}=true\n${PROPERTY}=false`, true],
    [`my.${PROPERTY}=false`, false],
  ])('deny by default or not: %j', (properties, expected) => {
    expect(denies(properties)).toBe(expected)
  })

  it('deny by default once told to, whatever they were, and keep all their other lines', () => {
    const lines = ['', 'a=1', '# note', `${PROPERTY}=true`, `${PROPERTY} = false`]
    const texts = lines.flatMap((a) => lines.flatMap((b) => lines.map((c) => [a, b, c].join('\n'))))
    for (const text of texts) {
      const told = withDenial(text)
      expect(denies(told)).toBe(true)
      expect(othersIn(told)).toEqual(othersIn(text))
      expect(withDenial(told)).toBe(told)
    }
  })
})

function othersIn(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith(PROPERTY))
}
