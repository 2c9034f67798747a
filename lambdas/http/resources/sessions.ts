import * as z from 'zod'
import { openSessionSchema, refreshSessionSchema } from '../../../core/account/account-input.ts'
import { openSession } from '../../../core/account/open-session.ts'
import { refreshSession } from '../../../core/account/refresh-session.ts'
import { ok, okSecret } from '../answers.ts'
import type { IdentityDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { sessionSchema, sessionView } from '../views/session-view.ts'

const answers = {
  200: { description: 'A session; expiresIn is in seconds.', schema: sessionSchema },
}

export const sessionRoutes: readonly Route<IdentityDeps>[] = [
  route({
    method: 'GET',
    path: '/.well-known/jwks.json',
    operationId: 'getKeys',
    summary: 'The keys that access tokens are signed with (RFC 7517)',
    tag: 'sign-up',
    access: 'public',
    answers: {
      200: {
        description: 'The key set.',
        schema: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
      },
    },
    handle: async (deps) => ok(await deps.publishedKeys()),
  }),
  route({
    method: 'POST',
    path: '/sessions',
    operationId: 'openSession',
    summary: 'Log in',
    tag: 'sign-up',
    access: 'public',
    body: openSessionSchema,
    bodyExample: { email: 'ann@example.com', password: 'correct horse battery' },
    answers,
    refusals: ['unauthenticated'],
    handle: async (deps, { body, requestId, sourceAddress }) =>
      okSecret(
        sessionView(await openSession(deps, { ...body, origin: { requestId, sourceAddress } })),
      ),
  }),
  route({
    method: 'POST',
    path: '/sessions/refresh',
    operationId: 'refreshSession',
    summary: 'Trade a refresh token, which works once, for a new session',
    tag: 'sign-up',
    access: 'public',
    body: refreshSessionSchema,
    bodyExample: { refreshToken: 'hgr_…' },
    answers,
    refusals: ['unauthenticated'],
    handle: async (deps, { body }) => okSecret(sessionView(await refreshSession(deps, body))),
  }),
]
