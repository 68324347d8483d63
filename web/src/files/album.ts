import type { Attachment } from '#protocol/files'
import type { Message } from '#protocol/messages'

/** Something to look at, and the message that it came with. */
export interface Page {
  file: Attachment
  message: Message
}

/** All that can be looked at in these messages, in the order of the room. */
export function albumOf(messages: readonly Message[]): Page[] {
  return messages.flatMap((message) =>
    message.attachments.filter(({ kind }) => kind !== 'other').map((file) => ({ file, message })),
  )
}

/**
 * What comes after a page, or before it. Of a page that was taken away the one in its place comes first, and before it
 * the last that is left, as when all pictures of a message went at once.
 */
export function stepFrom(
  pages: readonly Page[],
  { id, at }: { id: string; at: number },
  steps: 1 | -1,
): Page | null {
  const here = pages.findIndex(({ file }) => file.id === id)
  if (here >= 0) return pages[here + steps] ?? null
  return pages[steps === 1 ? at : Math.min(at, pages.length) - 1] ?? null
}
