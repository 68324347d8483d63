import type { ClipboardEvent } from 'react'
import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import { filesText } from '../files/words'
import type { NameOf } from '../people/person'
import { clockTime } from '../ui/time'

/**
 * Copies messages, where more than one is selected, as lines that say who wrote what and when, as it was written. What is
 * selected inside a single message is left to the browser.
 */
export function copyMessages(
  event: ClipboardEvent<HTMLElement>,
  messages: readonly Message[],
  nameOf: NameOf,
): void {
  const selection = getSelection()
  if (!selection || selection.isCollapsed) return
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('article[data-seq]')]
  const selected = new Set(
    lines.filter((line) => selection.containsNode(line, true)).map(({ dataset }) => Number(dataset.seq)),
  )
  const chosen = messages.filter(({ seq, deleted_at }) => selected.has(seq) && deleted_at === null)
  if (chosen.length < 2) return
  event.preventDefault()
  const said = chosen.map((message) => lineOf(message, nameOf))
  event.clipboardData.setData('text/plain', said.join('\n'))
  event.clipboardData.setData('text/html', htmlOf(said))
}

function lineOf(message: Message, nameOf: NameOf): string {
  const name = nameOf({ id: message.sender_id, username: message.sender_username })
  // Marks that set a name apart in a sentence are of no use where it is pasted.
  const plainName = name.replace(/[\u2068\u2069]/g, '')
  const head = m.message_copied_head({ name: plainName, time: clockTime(message.timestamp) })
  const text = message.content.trim() === '' ? filesText(message.attachments) : message.content
  // The marks of lists, quotes and code count at the beginning of a line only.
  return `${head}${text.includes('\n') ? '\n' : ' '}${text}`
}

/** The document escapes what was written. */
function htmlOf(lines: readonly string[]): string {
  return lines
    .map((line) => {
      const paragraph = document.createElement('p')
      for (const [position, part] of line.split('\n').entries()) {
        if (position > 0) paragraph.append(document.createElement('br'))
        paragraph.append(part)
      }
      return paragraph.outerHTML
    })
    .join('')
}
