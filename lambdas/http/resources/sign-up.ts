import * as z from 'zod'
import { confirmSignUpSchema, signUpSchema } from '../../../core/account/account-input.ts'
import { confirmSignUp } from '../../../core/account/confirm-sign-up.ts'
import { signUp } from '../../../core/account/sign-up.ts'
import { accepted, ok } from '../answers.ts'
import type { IdentityDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { operationSchema, operationView } from '../views/operation-view.ts'

export const signUpRoutes: readonly Route<IdentityDeps>[] = [
  route({
    method: 'POST',
    path: '/signup',
    operationId: 'signUp',
    summary: 'Sign up with an e-mail address; a code is sent there',
    tag: 'sign-up',
    access: 'public',
    body: signUpSchema,
    bodyExample: {
      email: 'ann@example.com',
      password: 'correct horse battery',
      accountName: 'Acme',
    },
    answers: {
      202: {
        description: 'A code is on its way, whether or not the address was known.',
        schema: operationSchema,
      },
    },
    handle: async (deps, call) => {
      const { operationId } = await signUp(deps, call.body)
      const createdAt = deps.clock.now()
      const operation = {
        id: operationId,
        accountId: '',
        resource: '/v1/account',
        generation: 0,
        state: 'pending',
        createdAt,
      } as const
      return accepted(operationId, operationView(operation, []))
    },
  }),
  route({
    method: 'POST',
    path: '/signup/confirm',
    operationId: 'confirmSignUp',
    summary: 'Confirm the address with the code; opens the account',
    tag: 'sign-up',
    access: 'public',
    body: confirmSignUpSchema,
    bodyExample: { email: 'ann@example.com', code: '123456' },
    answers: {
      200: {
        description: 'The account is open.',
        schema: z.object({ accountId: z.string(), operationId: z.string() }),
      },
    },
    handle: async (deps, { body, requestId, sourceAddress }) =>
      ok(await confirmSignUp(deps, { ...body, origin: { requestId, sourceAddress } })),
  }),
]
