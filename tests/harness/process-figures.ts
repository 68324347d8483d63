import { existsSync, readdirSync, readFileSync } from 'node:fs'

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

/** The processes that a process of this machine has started, and that have not ended. */
export function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return list === '' ? [] : list.split(' ').map(Number)
}

/** Whether a process goes on (`R`, `S`), stands still (`T`); null where there is none, or nobody asks for it any more. */
export function stateOf(pid: number): string | null {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return null
  const state = readFileSync(path, 'utf8').split(') ').at(-1)?.charAt(0) ?? null
  return state === 'Z' ? null : state
}
