import { statfs } from 'node:fs/promises'
import type { Health } from '#protocol/admin'
import type { App } from '../../context'
import { countRows } from '../../store/counts'

/** From this share of the disk on, people are warned. */
const shortFrom = 0.8
const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString()

/** How the server is. The figures of the disk are those of the one that has the data folder. */
export async function readHealth(
  app: App,
  { version, connections }: { version: string; connections: number },
): Promise<Health> {
  const disk = await statfs(app.config.data)
  const total = disk.blocks * disk.bsize
  const free = disk.bavail * disk.bsize
  return {
    version,
    started_at: startedAt,
    database: app.store.engine,
    database_bytes: await app.store.sizeBytes(),
    disk_free_bytes: free,
    disk_total_bytes: total,
    is_disk_short: free < total * (1 - shortFrom),
    memory_bytes: process.memoryUsage.rss(),
    connections,
    ...(await countRows(app.store)),
  }
}
