import type { Asked } from '../http/answer.ts'
import type { Witness } from '../http/create-client.ts'

/** Something that whoever has it can do what its owner can. */
export interface Secret {
  /** What it is, without saying it. */
  readonly name: string
  readonly text: string
}

/** Everything secret that was sent or received in a run. */
export interface Keyring extends Witness {
  add(name: string, text: string): void
  readonly secrets: readonly Secret[]
  /** Answers that must not hold a secret: refusals, audit events, operations, repeats. */
  readonly told: readonly string[]
}

const NAMES = ['password', 'newPassword', 'token', 'secret', 'accessToken', 'refreshToken']
/** Shorter texts are no secrets of ours, and are found anywhere. */
const CHARACTERS_MIN = 12
/** In `client.properties` and its like. */
const IN_TEXT = /password["']?\s*[:=]\s*\\?["']([^"'\\\s]{12,})/gi
const HOLDS_NONE = /\/audit-events|\/operations\//
/** Their secrets follow from what was asked, so that a repeat is answered with the same. */
const SHOWN_AGAIN = /\/account\/(?:tokens|webhooks)$/

export function createKeyring(): Keyring {
  const secrets = new Map<string, Secret>()
  const told: string[] = []
  const add = (name: string, text: string) => {
    if (text.length >= CHARACTERS_MIN || name === 'code') secrets.set(text, { name, text })
  }
  return {
    get secrets() {
      return [...secrets.values()]
    },
    told,
    add,
    see({ sent, asked, answer }) {
      addSent(asked, add)
      const isRepeatable =
        asked.headers?.['idempotency-key'] !== undefined && !SHOWN_AGAIN.test(sent)
      if (answer.status >= 300 || HOLDS_NONE.test(sent) || isRepeatable)
        told.push(`${JSON.stringify(answer.headers)} ${answer.text}`)
      if (answer.status >= 300) return
      addFrom(answer.json, add)
      if (answer.json === undefined)
        for (const [, text = ''] of answer.text.matchAll(IN_TEXT)) add('password', text)
    },
  }
}

/** Tokens that were made up for an attack are nobody’s, but what was tried may not be written down either. */
function addSent({ body, token }: Asked, add: Keyring['add']): void {
  addFrom(body, add)
  if (token !== undefined) add('token', token)
}

function addFrom(value: unknown, add: Keyring['add']): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, each] of Object.entries(value)) {
    if (typeof each === 'string' && NAMES.includes(name)) add(name, each)
    else addFrom(each, add)
  }
}
