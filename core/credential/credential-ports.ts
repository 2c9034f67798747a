/**
 * Passwords of Kafka users. A password is stored before the cluster hears of it, and never changes: rotation makes a
 * new user. Kept apart from the tenant, so that reading tenants gives nobody a secret.
 */
export interface SecretStore {
  /** Stores the proposed password of each user that has none, and answers with the stored ones, in the order given. */
  ensure(proposals: readonly Secret[]): Promise<readonly Secret[]>
  get(username: string): Promise<Secret | undefined>
  /** Forgets them; those already gone count as done. */
  remove(usernames: readonly string[]): Promise<void>
}

export interface Secret {
  readonly username: string
  readonly password: string
}
