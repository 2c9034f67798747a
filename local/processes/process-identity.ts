import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Tells one process from every other that ever had the same id: boot and start time as the operating system counts them.
 * Undefined when no such process runs; a zombie has ended.
 */
export function processIdentity(pid: number): string | undefined {
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid)
}

/** Fields of /proc/pid/stat: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name before them may hold spaces and brackets. */
function identityFromProc(pid: number): string | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, threads, startedAtTicks] = [fields[0], Number(fields[17]), fields[19]]
  // A killed process looks like a zombie from the death of its first thread on; its ports are free after the last one.
  const hasEnded = (state === 'Z' || state === 'X') && threads <= 1
  if (hasEnded || startedAtTicks === undefined) return undefined
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startedAtTicks}`
}

function identityFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    const startedAt = line.slice(line.indexOf(' ')).trim()
    return line === '' || line.startsWith('Z') ? undefined : startedAt
  } catch {
    return undefined
  }
}
