import { examine } from './examine'
import { giveWay } from './give-way'
import { MediaError } from './inspected'
import { type Answer, type Report, ready, task } from './worker-messages'

const mostMemoryBytes = 512 * 1024 * 1024
/** Decoders keep what they once needed: above this a new process is better for the next file. */
const spentBytes = mostMemoryBytes / 2
const watchedEveryMs = 10

/**
 * The process in which files are looked at, one at a time. Decoding happens on other threads, so that it notices here when
 * that takes too much memory, and ends itself. It also ends with the server that started it.
 */
export function runMediaWorker(): void {
  giveWay()
  process.on('message', async (message) => {
    const watch = setInterval(endWhenTooLarge, watchedEveryMs)
    const said = await answerTo(message)
    clearInterval(watch)
    const report: Report = { answer: said, isSpent: process.memoryUsage.rss() > spentBytes }
    process.send?.(report)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.(ready)
}

async function answerTo(message: unknown): Promise<Answer> {
  try {
    return { outcome: 'found', found: await examine(task.parse(message)) }
  } catch (error) {
    if (error instanceof MediaError && error.code !== 'unavailable') {
      return { outcome: 'refused', code: error.code, sentence: error.message }
    }
    const { code = null, message: text } = error as NodeJS.ErrnoException
    return { outcome: 'failed', code, message: text }
  }
}

function endWhenTooLarge(): void {
  if (process.memoryUsage.rss() > mostMemoryBytes) process.exit(1)
}

if (import.meta.main) runMediaWorker()
