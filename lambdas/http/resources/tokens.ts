import * as z from 'zod'
import { createTokenSchema } from '../../../core/account/account-input.ts'
import { createToken, issueAgain } from '../../../core/account/create-token.ts'
import { listTokens } from '../../../core/account/list-tokens.ts'
import { revokeToken } from '../../../core/account/revoke-token.ts'
import { issued, list, noContent } from '../answers.ts'
import { askingOf } from '../asking.ts'
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
    refusals: ['limit_reached'],
    handle: async (deps, call) =>
      issued(await createToken(deps, { ...call.body, ...askingOf(call) })),
    again: async (deps, { actor }, id) => {
      const token = await issueAgain(deps, actor, id)
      return token && issued(token)
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
    handle: async (deps, call) => {
      const tokenId = param(call.params, 'tokenId')
      await revokeToken(deps, { ...askingOf(call), tokenId })
      return noContent()
    },
  }),
]
