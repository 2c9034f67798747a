/** A person or program that runs the installation. Its token follows from its id, so nothing secret is stored. */
export interface Operator {
  readonly id: string
  readonly name: string
  /** Operator who added it, or `bootstrap` for one that claimed the installation. */
  readonly createdBy: string
  readonly createdAt: number
}

/** A leak of keys is not to go unnoticed in a long list. */
export const OPERATORS_MAX = 20
