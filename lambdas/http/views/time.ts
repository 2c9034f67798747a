/** Times leave the API as RFC 3339 in UTC. */
export function timeView(at: number): string {
  return new Date(at).toISOString()
}
