/** The parts of `hgt_<account>_<token>_<signature>`: it names its account, so that one read finds the token. */
export interface TokenParts {
  readonly accountId: string
  readonly tokenId: string
  readonly signature: string
}

const TOKEN =
  /^hgt_(?<account>[a-z0-9]{20})_(?<token>[a-z0-9]{20})_(?<signature>[A-Za-z0-9_-]{43})$/

/** The API token as its owner holds it. `hgt_` lets scanners for leaked secrets recognise it. */
export function tokenText(parts: TokenParts): string {
  const account = parts.accountId.slice('acc_'.length)
  const token = parts.tokenId.slice('tok_'.length)
  return `hgt_${account}_${token}_${parts.signature}`
}

export function looksLikeToken(text: string): boolean {
  return text.startsWith('hgt_')
}

/** Undefined for anything but exactly the text that `tokenText` makes. */
export function parseTokenText(text: string): TokenParts | undefined {
  const { account, token, signature } = TOKEN.exec(text)?.groups ?? {}
  if (account === undefined || token === undefined || signature === undefined) return undefined
  return { accountId: `acc_${account}`, tokenId: `tok_${token}`, signature }
}
