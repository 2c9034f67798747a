/** The text as a network would bring it, in pieces of that many bytes, some of which cut a character in two. */
export async function* inPiecesOf(
  size: number,
  text: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
