import { readdirSync, readFileSync } from 'node:fs'

const mebibyte = 1 << 20

/** Memory a process of this machine has in use, in MiB. */
export function residentMebibytes(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return (Number(match?.[1]) * 1024) / mebibyte
}

/** Files and connections a process of this machine has open. */
export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}
