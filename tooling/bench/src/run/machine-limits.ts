import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Descriptors and ports that a process needs beside its streams. */
const RESERVE = 200

/**
 * How many connections a pair of processes can hold at the same time: each end takes a file descriptor, and the
 * clients' ends a port.
 */
export function mostConnections(): number {
  return Math.min(descriptors(), ports()) - RESERVE
}

/** Node raises its limit to the hard one by itself. */
function descriptors(): number {
  if (process.platform === 'win32') return Infinity
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim()
  return limit === 'unlimited' ? Infinity : Number(limit)
}

/** What Linux gives to outgoing connections; other systems have 16,000 and more. */
function ports(): number {
  try {
    const [from, to] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/)
    return Number(to) - Number(from)
  } catch {
    return 16_000
  }
}
