/** First address and length of each IPv4 network that is nobody's public one (IANA's special-purpose registry). */
const CLOSED_V4: readonly (readonly [address: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Public by its number, and the door to a machine's metadata in one cloud.
  ['168.63.129.16', 32],
]

/**
 * Parts of 2000::/3 that lead elsewhere: protocol assignments with Teredo, documentation, 6to4. Everything outside of
 * 2000::/3 is closed: loopback, unique local, link-local, multicast, IPv4-mapped, NAT64.
 */
const CLOSED_V6: readonly (readonly [address: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]
const OPEN_V6 = ['2000::', 3] as const

const V4_BITS = 32
const V6_BITS = 128

/** True for an IP address that anybody on the Internet may be reached at; false for others, and for what is no address. */
export function isPublicAddress(address: string): boolean {
  const four = v4(address)
  if (four !== undefined)
    return !CLOSED_V4.some(([network, bits]) => within(four, v4(network), bits, V4_BITS))
  const six = v6(address)
  if (six === undefined || !within(six, v6(OPEN_V6[0]), OPEN_V6[1], V6_BITS)) return false
  return !CLOSED_V6.some(([network, bits]) => within(six, v6(network), bits, V6_BITS))
}

function within(address: bigint, network: bigint | undefined, bits: number, of: number): boolean {
  const rest = BigInt(of - bits)
  return network !== undefined && address >> rest === network >> rest
}

/** Four decimal numbers and nothing else: other spellings are not addresses here. */
function v4(text: string): bigint | undefined {
  const parts = text.split('.')
  const plain = parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
  if (parts.length !== 4 || !plain) return undefined
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

/** RFC 4291, 2.2; without a zone, which only means something on one's own machine. */
function v6(text: string): bigint | undefined {
  const halves = withoutDots(text).split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}

/** `::ffff:127.0.0.1` as `::ffff:7f00:1`. */
function withoutDots(text: string): string {
  const at = text.lastIndexOf(':') + 1
  const four = text.includes('.') ? v4(text.slice(at)) : undefined
  if (four === undefined) return text
  return `${text.slice(0, at)}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`
}
