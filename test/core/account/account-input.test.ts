import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import {
  confirmSignUpSchema,
  createTokenSchema,
  openSessionSchema,
  signUpSchema,
} from '../../../core/account/account-input.ts'
import { ANN } from './account-world.ts'

describe('what a sign-up may say', () => {
  it('takes an address in any case and with spaces around it for the same', () => {
    expect(signUpSchema.parse({ ...ANN, email: ' Ann@Example.COM ' }).email).toBe('ann@example.com')
  })

  it.each([
    'ann',
    '@example.com',
    'ann@',
    'ann@@example.com',
    'ann@-example.com',
    'ann@example..com',
    'a nn@example.com',
    'ann@example.com\r\nBcc: eve@example.com',
    `ann@${'a.'.repeat(125)}com`,
    // The sign of kelvin, whose lower case is a plain k.
    'mi\u212ae@example.com',
    '\uff41nn@example.com',
  ])('refuses the address %j', (email) => {
    expect(signUpSchema.safeParse({ ...ANN, email }).success).toBe(false)
  })

  it.each(['ann+headgate@example.com', 'a@localhost', "o'neil@mail.example.org"])(
    'takes the address %j',
    (email) => {
      expect(signUpSchema.parse({ ...ANN, email }).email).toBe(email)
    },
  )

  it('says how long a password is to be', () => {
    const { error } = signUpSchema.safeParse({ ...ANN, password: '12345678901' })
    expect(error?.issues).toMatchObject([
      { path: ['password'], message: 'A password has at least 12 characters.' },
    ])
    expect(signUpSchema.safeParse({ ...ANN, password: '123456789012' }).success).toBe(true)
    expect(signUpSchema.safeParse({ ...ANN, password: 'x'.repeat(129) }).success).toBe(false)
  })

  it.each([' correct horse', 'correct horse ', 'correct horse\n'])(
    'refuses the password %j, whose end nobody sees',
    (password) => {
      expect(signUpSchema.safeParse({ ...ANN, password }).success).toBe(false)
    },
  )

  it.each(['', '   ', 'a\u0000b', 'a\nb', 'gpj.\u202eevil', '\ud800', 'x'.repeat(101)])(
    'refuses the account name %j',
    (accountName) => {
      expect(signUpSchema.safeParse({ ...ANN, accountName }).success).toBe(false)
    },
  )

  it.each(['Ann & Co', 'Käse 東京', 'rocket 🚀', 'x'.repeat(100)])(
    'takes the account name %j',
    (accountName) => {
      expect(signUpSchema.parse({ ...ANN, accountName }).accountName).toBe(accountName)
    },
  )

  it('refuses fields that nobody asked for', () => {
    expect(signUpSchema.safeParse({ ...ANN, role: 'owner' }).success).toBe(false)
  })

  it.each(['12345', '1234567', '12345a', '１２３４５６'])('refuses the code %j', (code) => {
    expect(confirmSignUpSchema.safeParse({ email: ANN.email, code }).success).toBe(false)
  })

  it('lets a short password be tried at log-in, where it is only wrong', () => {
    expect(openSessionSchema.safeParse({ email: ANN.email, password: 'x' }).success).toBe(true)
  })

  it('knows four roles for a token', () => {
    expect(createTokenSchema.safeParse({ name: 'ci', role: 'root' }).success).toBe(false)
    expect(createTokenSchema.parse({ name: ' ci ', role: 'viewer' })).toEqual({
      name: 'ci',
      role: 'viewer',
    })
  })

  it.each([signUpSchema, confirmSignUpSchema, openSessionSchema, createTokenSchema])(
    'can be shown in OpenAPI',
    (schema) => {
      expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({
        type: 'object',
        additionalProperties: false,
      })
    },
  )
})
