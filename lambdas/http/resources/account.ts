import { deleteAccountSchema, renameAccountSchema } from '../../../core/account/account-input.ts'
import { deleteAccount } from '../../../core/account/delete-account.ts'
import { renameAccount } from '../../../core/account/rename-account.ts'
import { notFound } from '../../../core/kernel/service-error.ts'
import { noContent, ok } from '../answers.ts'
import { askingOf } from '../asking.ts'
import type { IdentityDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'
import { accountSchema, accountView } from '../views/account-view.ts'

/** The account as a whole. In the function that handles log-ins, as deleting it ends those of everybody in it. */
export const accountRoutes: readonly Route<IdentityDeps>[] = [
  route({
    method: 'GET',
    path: '/account',
    operationId: 'getAccount',
    summary: 'The account that the token belongs to',
    tag: 'account',
    access: 'account.read',
    answers: { 200: { description: 'The account.', schema: accountSchema } },
    handle: async (deps, { actor }) => {
      const account = await deps.accounts.get(actor.accountId)
      if (account === undefined) throw notFound('account')
      return ok(accountView(account))
    },
  }),
  route({
    method: 'PATCH',
    path: '/account',
    operationId: 'changeAccount',
    summary: 'Rename the account',
    tag: 'account',
    access: 'account.change',
    body: renameAccountSchema,
    bodyExample: { name: 'Acme Corporation' },
    answers: { 200: { description: 'The account.', schema: accountSchema } },
    handle: async (deps, call) =>
      ok(accountView(await renameAccount(deps, askingOf(call), call.body))),
  }),
  route({
    method: 'DELETE',
    path: '/account',
    operationId: 'deleteAccount',
    summary:
      'Delete the account for good, once its tenants are gone; confirm is its name. Export it first',
    tag: 'account',
    access: 'account.delete',
    query: deleteAccountSchema,
    answers: { 204: { description: 'Nobody can log in to it, and no token of it works.' } },
    handle: async (deps, call) => {
      await deleteAccount(deps, askingOf(call), call.query.confirm)
      return noContent()
    },
  }),
]
