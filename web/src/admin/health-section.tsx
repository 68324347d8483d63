import { useState } from 'react'
import type { Health } from '#protocol/admin'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { dayAndTime } from '../ui/time'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { useAdminApi } from './admin-context'
import { Facts } from './facts'

/** How the server is, at the moment it was asked. */
export function HealthSection() {
  const api = useAdminApi()
  const [round, setRound] = useState(0)
  const { value: health, problem } = useFetched(round, api.health)

  if (!health) return problem === null ? <Waiting text="Loading…" /> : <Problem text={problem} />
  return (
    <>
      {health.is_disk_short && (
        <p role="alert" className="rounded-medium bg-danger-wash px-3 py-2 text-note text-danger">
          At least 80 % of the disk is used. When it is full, nothing can be sent.
        </p>
      )}
      <Facts facts={factsOf(health)} />
      <Problem text={problem} />
      <Button className="self-start" onClick={() => setRound(round + 1)}>
        Look again
      </Button>
    </>
  )
}

function factsOf(health: Health) {
  const count = (number: number) => number.toLocaleString('en-GB')
  return {
    Version: health.version,
    'Runs since': dayAndTime(health.started_at),
    'Open connections': count(health.connections),
    People: count(health.people),
    Rooms: count(health.rooms),
    'Entries in all rooms': count(health.messages),
    Database: `${health.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, ${size(health.database_bytes)}`,
    Disk: `${size(health.disk_free_bytes)} free of ${size(health.disk_total_bytes)}`,
    Memory: size(health.memory_bytes),
  }
}

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step]}`
}
