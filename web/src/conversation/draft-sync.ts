import type { Client } from '#client/client'
import type { Drafts } from '#client/drafts'
import { type Readable, writable } from '#client/readable'
import type { Draft } from '#protocol/drafts'
import { limits } from '#protocol/limits'
import { countCharacters } from '#protocol/text'
import { keepDraft, localDraft, localDrafts } from './drafts'

/** Whose draft it is, and the client that knows their other devices. */
export interface Writer {
  client: Pick<Client, 'drafts' | 'keepDraft'>
  meId: string
}

const offered = writable<ReadonlyMap<string, Draft>>(new Map())
/** The room in which somebody is typing at this moment. */
let typingIn: string | null = null

/** By room: what was written on another device while something else was being typed here. */
export const offeredDrafts: Readable<ReadonlyMap<string, Draft>> = offered

/** Keeps what was typed here, and lets the other devices have it. */
export function writeDraft(writer: Writer, roomId: string, text: string) {
  typingIn = roomId
  keepHere(writer, roomId, text)
}

/** Says that nobody types here any more: what is written elsewhere may take the place of what stands here. */
export function stopTyping() {
  typingIn = null
}

/** A sent or discarded text leaves nothing to choose from. */
export function emptyDraft(writer: Writer, roomId: string) {
  stopTyping()
  withdrawOffer(roomId)
  keepHere(writer, roomId, '')
}

/** Lets what stands here count, rather than what was offered. */
export function refuseOffer(writer: Writer, roomId: string) {
  withdrawOffer(roomId)
  keepHere(writer, roomId, localDraft(writer.meId, roomId).text)
}

export function withdrawOffer(roomId: string) {
  if (!offered.get().has(roomId)) return
  offered.set(new Map([...offered.get()].filter(([id]) => id !== roomId)))
}

/**
 * Brings this device and the server together: what is newer there is taken, or offered where somebody is typing, and
 * what is newer here is told.
 */
export function compareDrafts(writer: Writer, told: Drafts) {
  for (const draft of told.values()) takeOrTell(writer, draft)
  for (const [roomId, { text }] of localDrafts(writer.meId)) {
    if (text !== '' && !told.has(roomId)) tell(writer, roomId)
  }
}

function takeOrTell(writer: Writer, draft: Draft) {
  const { room_id, content, written_at } = draft
  const here = localDraft(writer.meId, room_id)
  if (content === here.text) {
    if (written_at !== here.writtenAt) keepDraft(writer.meId, room_id, content, written_at)
    withdrawOffer(room_id)
  } else if (written_at < here.writtenAt) tell(writer, room_id)
  else if (written_at === here.writtenAt) return
  else if (typingIn === room_id && here.text !== '') {
    if (content !== '') offered.set(new Map([...offered.get(), [room_id, draft]]))
  } else keepDraft(writer.meId, room_id, content, written_at)
}

/** What is written after another draft was heard of is later than that, whatever the clock says. */
function keepHere(writer: Writer, roomId: string, text: string) {
  const heardOf = Date.parse(writer.client.drafts.get()?.get(roomId)?.written_at ?? '') || 0
  const writtenAt = new Date(Math.max(Date.now(), heardOf + 1)).toISOString()
  keepDraft(writer.meId, roomId, text, writtenAt)
  tell(writer, roomId)
}

/** A text that is too long to be sent stays on its device. */
function tell({ client, meId }: Writer, roomId: string) {
  const { text, writtenAt } = localDraft(meId, roomId)
  if (countCharacters(text) > limits.messageCharacters) return
  client.keepDraft({ room_id: roomId, content: text, written_at: writtenAt })
}
