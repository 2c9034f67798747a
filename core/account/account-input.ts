import * as z from 'zod'
import { ROLES } from './role.ts'

/** RFC 5321, 4.5.3.1: a path has at most 256 octets, of which two are angle brackets. */
const EMAIL_CHARACTERS_MAX = 254
/** Length is what makes a password strong; the pool of Amazon Cognito is given the same rule, and no other. */
export const PASSWORD_CHARACTERS_MIN = 12
/** Bounds the work of hashing, and leaves room for a sentence. */
const PASSWORD_CHARACTERS_MAX = 128
const NAME_CHARACTERS_MAX = 100
const TOKEN_LIFE_SECONDS_MIN = 60
const TOKEN_LIFE_SECONDS_MAX = 31_536_000
/** An access or refresh token of any provider fits; what does not is no token. */
const OPAQUE_CHARACTERS_MAX = 8_192

/** What a browser takes for an e-mail address: https://html.spec.whatwg.org/#valid-e-mail-address */
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const EMAIL = new RegExp(`^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${LABEL}(?:\\.${LABEL})*$`)

/** Controls, line ends, and what turns the direction of text or hides in it: names are shown to people. */
const UNSEEN =
  '\\u0000-\\u001f\\u007f-\\u009f\\u200b\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ud800-\\udfff'
const VISIBLE = new RegExp(`^[^${UNSEEN}]*$`, 'u')

/** Lower case, since no provider of mail tells `Ann@` from `ann@`, and two log-ins must not differ by that alone. */
export const emailSchema = z
  .string()
  .trim()
  .max(EMAIL_CHARACTERS_MAX, {
    error: `An e-mail address has at most ${EMAIL_CHARACTERS_MAX} characters.`,
  })
  .regex(EMAIL, { error: 'This is not an e-mail address.' })
  // After the look at its letters: there are signs beyond ASCII whose lower case is within it, the sign of kelvin for one.
  .toLowerCase()

export const passwordSchema = z
  .string()
  .min(PASSWORD_CHARACTERS_MIN, {
    error: `A password has at least ${PASSWORD_CHARACTERS_MIN} characters.`,
  })
  .max(PASSWORD_CHARACTERS_MAX, {
    error: `A password has at most ${PASSWORD_CHARACTERS_MAX} characters.`,
  })
  // Amazon Cognito takes no such password, and nobody sees that they have one.
  .regex(/^\S(?:[\s\S]*\S)?$/, { error: 'A password neither begins nor ends with a space.' })

/** A name that is shown to people. */
export function nameSchema(what: string) {
  return z
    .string()
    .trim()
    .min(1, { error: `${what} has at least 1 character.` })
    .max(NAME_CHARACTERS_MAX, { error: `${what} has at most ${NAME_CHARACTERS_MAX} characters.` })
    .regex(VISIBLE, { error: `${what} holds no control characters.` })
}

export const signUpSchema = z.strictObject({
  email: emailSchema,
  password: passwordSchema,
  accountName: nameSchema('An account name'),
})

export const renameAccountSchema = z.strictObject({ name: nameSchema('An account name') })

export const UNCONFIRMED =
  'This must be the name of the account, as GET /account shows it; nothing was deleted.'

export const deleteAccountSchema = z.strictObject({
  confirm: z.string({ error: UNCONFIRMED }).max(NAME_CHARACTERS_MAX, { error: UNCONFIRMED }),
})

export const codeSchema = z
  .string()
  .regex(/^[0-9]{6}$/, { error: 'A code is a string of six digits.' })

export const confirmSignUpSchema = z.strictObject({ email: emailSchema, code: codeSchema })

/** The rules for new passwords do not apply: one that breaks them is just wrong. */
export const knownPasswordSchema = z
  .string()
  .min(1, { error: 'The password is missing.' })
  .max(PASSWORD_CHARACTERS_MAX, {
    error: `A password has at most ${PASSWORD_CHARACTERS_MAX} characters.`,
  })

export const openSessionSchema = z.strictObject({
  email: emailSchema,
  password: knownPasswordSchema,
})

export const refreshSessionSchema = z.strictObject({
  refreshToken: z
    .string()
    .min(1)
    .max(OPAQUE_CHARACTERS_MAX, { error: 'This is no refresh token.' }),
})

export const createTokenSchema = z.strictObject({
  name: nameSchema('A token name'),
  role: z.enum(ROLES, { error: 'The role is "owner", "admin", "developer" or "viewer".' }),
  expiresInSeconds: z
    .int()
    .min(TOKEN_LIFE_SECONDS_MIN, { error: 'A token lives for a minute at least.' })
    .max(TOKEN_LIFE_SECONDS_MAX, { error: 'A token that expires lives for a year at most.' })
    .exactOptional(),
})

export type SignUpInput = z.infer<typeof signUpSchema>
export type ConfirmSignUpInput = z.infer<typeof confirmSignUpSchema>
export type OpenSessionInput = z.infer<typeof openSessionSchema>
export type RefreshSessionInput = z.infer<typeof refreshSessionSchema>
export type RenameAccountInput = z.infer<typeof renameAccountSchema>
export type CreateTokenInput = z.infer<typeof createTokenSchema>
