// Runs a workload whose client library has a bug planted in it by a preload, and prints the verdict as JSON.
import { check } from './checker'
import { newHistory } from './history'
import { runLossy } from './lossy-run'

using history = newHistory()
await runLossy(history, { isLossy: true, seconds: 2, people: 6, rooms: 2, patienceMs: 5000 })
await Bun.write(Bun.stdout, JSON.stringify(check(history.read())))
process.exit(0)
