import type { TokenSigner } from './account-ports.ts'
import type { Invited } from './invited.ts'

const TOKEN =
  /^hgi_(?<account>[a-z0-9]{20})_(?<member>[a-z0-9]{20})_(?<signature>[A-Za-z0-9_-]{43})$/

/** What the mail holds: it names its account and person, so that one read finds them. Nothing secret is stored. */
export function invitationText(tokens: TokenSigner, invited: Invited): string {
  const [account, member] = [invited.accountId, invited.id].map((id) => id.slice('acc_'.length))
  return `hgi_${account}_${member}_${tokens.sign(signedText(invited))}`
}

/** Undefined for anything but such a text. */
export function parseInvitation(text: string) {
  const { account, member, signature } = TOKEN.exec(text)?.groups ?? {}
  if (account === undefined || member === undefined || signature === undefined) return undefined
  return { accountId: `acc_${account}`, memberId: `mem_${member}`, signature }
}

/** With the end of its time, so that who is invited again has one good invitation. No id of a token looks like it. */
export function signedText({ id, invitedUntil }: Invited): string {
  return `${id} ${invitedUntil}`
}
