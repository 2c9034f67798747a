import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { checkSchema } from '../../../lambdas/middleware/check-schema.ts'

describe('What a schema has no sentence for', () => {
  it.each([
    ['nothing', z.string(), undefined, 'This field is required.'],
    ['another type', z.int(), 'x', 'This must be a number.'],
    ['a fraction', z.int(), 1.5, 'This must be a whole number.'],
    ['an object', z.string(), {}, 'This must be a string.'],
    ['a number past what counts exactly', z.int(), 1e30, 'This is at most 9007199254740991.'],
    ['a number that is too small', z.int().min(3), 2, 'This is at least 3.'],
    ['an empty text', z.string().min(1), '', 'The number of characters here is at least 1.'],
    ['a long list', z.array(z.int()).max(1), [1, 2], 'The number of items here is at most 1.'],
    ['no base64', z.base64(), '!', 'This is not base64.'],
  ])('is said in words of ours: %s', (_what, schema, value, detail) => {
    expect(() => checkSchema<unknown>(z.strictObject({ a: schema }), { a: value })).toThrow(
      expect.objectContaining({ code: 'invalid', problems: [{ pointer: '/a', detail }] }),
    )
  })
})
