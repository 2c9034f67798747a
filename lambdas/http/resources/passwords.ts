import { changePassword } from '../../../core/account/change-password.ts'
import { endSession } from '../../../core/account/end-session.ts'
import {
  changePasswordSchema,
  requestResetSchema,
  resetPasswordSchema,
} from '../../../core/account/password-input.ts'
import { resetPassword } from '../../../core/account/reset-password.ts'
import { noContent, okSecret } from '../answers.ts'
import { askingOf } from '../asking.ts'
import type { IdentityDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { sessionSchema, sessionView } from '../views/session-view.ts'

/** What people do about their own log-in. */
export const passwordRoutes: readonly Route<IdentityDeps>[] = [
  route({
    method: 'DELETE',
    path: '/sessions/current',
    operationId: 'endSession',
    summary: 'Log out: the session’s access token and refresh token end now',
    tag: 'sign-up',
    access: 'session.end',
    answers: { 204: { description: 'The session is over.' } },
    handle: async (deps, call) => {
      await endSession(deps, askingOf(call))
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/account/password',
    operationId: 'changePassword',
    summary: 'Change one’s own password; ends every session and answers with a new one',
    tag: 'account',
    access: 'session.end',
    body: changePasswordSchema,
    bodyExample: { password: 'correct horse battery', newPassword: 'staple of another kind' },
    answers: { 200: { description: 'A new session.', schema: sessionSchema } },
    handle: async (deps, call) =>
      okSecret(sessionView(await changePassword(deps, askingOf(call), call.body))),
  }),
  route({
    method: 'POST',
    path: '/password-resets',
    operationId: 'requestPasswordReset',
    summary: 'Have a code for a new password sent, if the address has a log-in',
    tag: 'sign-up',
    access: 'public',
    body: requestResetSchema,
    bodyExample: { email: 'ann@example.com' },
    answers: { 204: { description: 'A code is on its way, if the address is known.' } },
    handle: async (deps, { body }) => {
      await deps.identity.requestReset(body.email)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/password-resets/confirm',
    operationId: 'resetPassword',
    summary: 'Set a new password with the code; ends every session',
    tag: 'sign-up',
    access: 'public',
    body: resetPasswordSchema,
    bodyExample: { email: 'ann@example.com', code: '123456', password: 'staple of another kind' },
    answers: { 204: { description: 'The new password counts.' } },
    handle: async (deps, call) => {
      await resetPassword(deps, { ...call.body, origin: askingOf(call).origin })
      return noContent()
    },
  }),
]
