import type { ConfirmedSignUp, Login } from '../../core/account/identity-ports.ts'

/** What the world outside the provider may know of a log-in. */
export function confirmedSignUp(login: Login): ConfirmedSignUp {
  const { subject, email, accountName, operationId } = login
  return { subject, email, accountName, operationId }
}
