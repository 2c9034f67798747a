const TOKEN = /^hgo_(?<operator>[a-z0-9]{20})_(?<signature>[A-Za-z0-9_-]{43})$/

/** An operator's token as its owner holds it: `hgo_<operator>_<signature>`. */
export function operatorTokenText(operatorId: string, signature: string): string {
  return `hgo_${operatorId.slice('opr_'.length)}_${signature}`
}

/** Undefined for anything but exactly the text that `operatorTokenText` makes. */
export function parseOperatorToken(
  text: string,
): { readonly operatorId: string; readonly signature: string } | undefined {
  const { operator, signature } = TOKEN.exec(text)?.groups ?? {}
  if (operator === undefined || signature === undefined) return undefined
  return { operatorId: `opr_${operator}`, signature }
}
