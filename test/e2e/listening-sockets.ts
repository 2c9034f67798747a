import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** State of a listening socket: https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt */
const LISTEN = '0A'

/** Addresses on which any of these processes listens, out of the machine's own socket table. Linux only. */
export function listeningAddresses(pids: readonly number[]): string[] {
  const inodes = new Set(pids.flatMap(socketInodes))
  return [...tableRows('/proc/net/tcp'), ...tableRows('/proc/net/tcp6')]
    .filter((row) => row.state === LISTEN && inodes.has(row.inode))
    .map((row) => row.address)
}

/** The table shows addresses as hexadecimal 32-bit words in the machine's own byte order. */
export const loopbackAddresses = [
  '0100007F',
  '0000000000000000FFFF00000100007F',
  '00000000000000000000000001000000',
]

function tableRows(path: string): { address: string; state: string; inode: string }[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => {
    const fields = line.trim().split(/\s+/)
    const [address = ''] = fields[1]?.split(':') ?? []
    return { address, state: fields[3] ?? '', inode: fields[9] ?? '' }
  })
}

function socketInodes(pid: number): string[] {
  const directory = `/proc/${pid}/fd`
  return namesIn(directory).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${directory}/${name}`))?.slice(1) ?? []
    } catch {
      // Closed in the meantime.
      return []
    }
  })
}

/** None for a process that has ended in the meantime. */
function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
