import { type BoundedWork, createBoundedWork } from './bounded-work.ts'
import { hashPassword, isPassword, type ScryptCost } from './password-hash.ts'

/** Two of the thread pool's four threads, and 64 MiB; the line is what two threads get through in about five seconds. */
const BOUNDS = { atOnce: 2, waitingMax: 32 }

/** Hashes and checks passwords, a few at once. */
export class PasswordHasher {
  readonly #cost: ScryptCost
  readonly #bounded: BoundedWork

  constructor(cost: ScryptCost) {
    this.#cost = cost
    this.#bounded = createBoundedWork(BOUNDS)
  }

  hash(password: string): Promise<string> {
    return this.#bounded(() => hashPassword(password, this.#cost))
  }

  /** Works as long without a hash as with one. */
  verify(password: string, hashText: string | undefined): Promise<boolean> {
    return this.#bounded(async () => {
      if (hashText !== undefined) return isPassword(password, hashText)
      await hashPassword(password, this.#cost)
      return false
    })
  }
}
