/**
 * What a source address is counted under. Of IPv6, whoever has one address has its whole /64 (RFC 6177), so only the
 * first four groups count.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(?<v4>\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.groups?.['v4']
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [left = '', right = ''] = address.toLowerCase().split('::')
  const before = groupsOf(left)
  const after = groupsOf(right)
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':').map((group) => group.replace(/^0+(?=.)/, ''))
}
