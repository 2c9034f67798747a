import * as z from 'zod'
import { createTokenSchema } from '../../../core/account/account-input.ts'
import { createToken } from '../../../core/account/create-token.ts'
import { listTokens } from '../../../core/account/list-tokens.ts'
import { revokeToken } from '../../../core/account/revoke-token.ts'
import { list, noContent } from '../answers.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { ApiDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { pageSchema } from '../views/page-schema.ts'
import { tokenSchema, tokenView } from '../views/token-view.ts'

export const tokenRoutes: readonly Route<ApiDeps>[] = [
  route({
    method: 'POST',
    path: '/account/tokens',
    operationId: 'createToken',
    summary: 'Make an API token; its secret is shown in this answer',
    tag: 'account',
    access: 'token.change',
    body: createTokenSchema,
    bodyExample: { name: 'ci', role: 'developer' },
    answers: {
      201: {
        description: 'The token, with its secret.',
        schema: z.object({ id: z.string(), token: z.string() }),
      },
    },
    refusals: ['already_answered', 'limit_reached'],
    handle: async (deps, { actor, body, requestId, sourceAddress, idempotency }) => {
      const key = idempotency === undefined ? {} : { idempotencyKey: idempotency.key }
      const issued = await createToken(deps, {
        ...body,
        ...key,
        actor,
        origin: { requestId, sourceAddress },
      })
      return { status: 201, body: issued, headers: { 'Cache-Control': 'no-store' } }
    },
  }),
  route({
    method: 'GET',
    path: '/account/tokens',
    operationId: 'listTokens',
    summary: 'The API tokens that work, without their secrets',
    tag: 'account',
    access: 'token.read',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of tokens.', schema: pageSchema(tokenSchema) } },
    handle: async (deps, { actor, query }) => {
      const page = pageRequestOf(query)
      return list(await listTokens(deps, { actor, page }), tokenView)
    },
  }),
  route({
    method: 'DELETE',
    path: '/account/tokens/{tokenId}',
    operationId: 'revokeToken',
    summary: 'Revoke an API token at once',
    tag: 'account',
    access: 'token.change',
    answers: { 204: { description: 'It no longer works.' } },
    handle: async (deps, { actor, params, requestId, sourceAddress }) => {
      await revokeToken(deps, {
        actor,
        tokenId: param(params, 'tokenId'),
        origin: { requestId, sourceAddress },
      })
      return noContent()
    },
  }),
]
