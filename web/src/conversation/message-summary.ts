import { m } from '#catalogue'
import type { Attachment } from '#protocol/files'
import { shorten } from '#protocol/text'
import { spokenFile } from '../files/words'

export interface Spoken {
  /** Null for one's own. */
  name: string | null
  /** As it is shown. */
  time: string
  content: string
  attachments: readonly Attachment[]
  isEdited: boolean
  isDeleted: boolean
  isMention: boolean
  /** Whom it answers. */
  repliesTo: string | null
  /** How many reactions there are, of all kinds. */
  reactions: number
}

/** So much of a text is read out before somebody asks for the rest of it. */
const spokenCharacters = 500

/** A message in one sentence, as a screen reader says it: "alice, 14:02, reply to bob: text, 2 reactions". */
export function messageSummary(said: Spoken): string {
  const facts = [
    said.name ?? m.conversation_you(),
    said.time,
    said.repliesTo !== null && m.conversation_reply_to({ name: said.repliesTo }),
    said.isMention && m.conversation_mentions_you(),
    said.isEdited && !said.isDeleted && m.conversation_edited(),
  ]
  const written = said.content.trim() === '' ? [] : [shorten(said.content, spokenCharacters)]
  const text = said.isDeleted
    ? m.conversation_deleted()
    : listed([...said.attachments.map(spokenFile), ...written])
  const sentence = m.conversation_summary({ facts: listed(facts), text })
  return listed([sentence, said.reactions > 0 && m.conversation_reactions({ count: said.reactions })])
}

function listed(facts: readonly (string | false)[]): string {
  return facts
    .filter((fact) => fact !== false)
    .reduce((before, next) => m.conversation_listed({ before, next }))
}
