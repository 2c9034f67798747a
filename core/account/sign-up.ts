import { newId, type Randomness } from '../kernel/ids.ts'
import type { SignUpInput } from './account-input.ts'
import type { IdentityProvider } from './identity-ports.ts'

export interface SignUpDeps {
  readonly identity: IdentityProvider
  readonly randomness: Randomness
}

/**
 * Asks the identity provider to send a code. The answer is the same whether or not the address is known: an operation
 * id, which is recorded, as done, once the code is confirmed and there is an account that may read it.
 */
export async function signUp(
  deps: SignUpDeps,
  input: SignUpInput,
): Promise<{ readonly operationId: string }> {
  const operationId = newId('op', deps.randomness)
  await deps.identity.signUp({ ...input, operationId })
  return { operationId }
}
