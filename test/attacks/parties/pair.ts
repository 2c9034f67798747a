/** Files of two tenants' users on one cluster, and of those who show what no tenant may. */
export interface Pair {
  readonly name: string
  readonly victim: PartyFile
  readonly attacker: PartyFile
  /** A client.properties of a user that was revoked. */
  readonly revoked?: string
  readonly administrator?: string
  readonly broker?: string
}

/** A client.properties, as `/connection?format=properties` gives it, and a topic of its tenant; the first when none is given. */
export interface PartyFile {
  readonly file: string
  readonly topic?: string
}
