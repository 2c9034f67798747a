/** How our tokens, invitations, signing secrets and sessions begin. */
const SECRET = /(hg[a-z]|whsec|eyJ)(?:_|%5f|(?<=eyJ))[\w.+/=%-]{16,}/gi

/** The text with whatever looks like a secret of ours cut short: what a caller has put in a wrong place must not stay there. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(SECRET, '$1…')
}
