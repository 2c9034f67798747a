import type { Origin } from './account.ts'
import type { ConfirmSignUpInput } from './account-input.ts'
import type { IdentityProvider } from './identity-ports.ts'
import { openAccount, type OpenAccountDeps } from './open-account.ts'

export interface ConfirmSignUpDeps extends OpenAccountDeps {
  readonly identity: IdentityProvider
}

export interface ConfirmedAccount {
  readonly accountId: string
  /** The operation that the sign-up was answered with; done from now on. */
  readonly operationId: string
}

/**
 * Confirms the address and opens the account with the person as its owner. Throws `invalid` at `/code`, for an unknown
 * address too. The same code may be sent again while it lives: the answer is the same account.
 */
export async function confirmSignUp(
  deps: ConfirmSignUpDeps,
  input: ConfirmSignUpInput & { readonly origin: Origin },
): Promise<ConfirmedAccount> {
  const signUp = await deps.identity.confirm(input.email, input.code)
  const owner = await openAccount(deps, signUp, input.origin)
  return { accountId: owner.accountId, operationId: signUp.operationId ?? '' }
}
