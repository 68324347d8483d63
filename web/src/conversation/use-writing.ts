import { useState } from 'react'
import { limits } from '#protocol/limits'
import type { Room } from '#protocol/rooms'
import { countCharacters } from '#protocol/text'
import { type ChosenFile, choiceIn, giveBack, takeChoice, whenLookedAt } from '../files/chosen'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { explain } from '../ui/explain'
import { emptyDraft, refuseOffer, stopTyping, withdrawOffer, writeDraft } from './draft-sync'
import { draftOf, editDraftId, holdDraft, keepDraft } from './drafts'
import type { Topic } from './use-topic'

interface Writing {
  room: Room
  topic: Topic | null
  onLeaveTopic: () => void
  onSent: () => void
}

/** What stands in the field, and what becomes of it: a new message, or other words for the one that is edited. */
export function useWriting({ room, topic, onLeaveTopic, onSent }: Writing) {
  const client = useClient()
  const meId = useMe().id
  const writer = { client, meId }
  const edited = topic?.kind === 'edit' ? topic.message : null
  const draftId = edited ? editDraftId(edited) : room.id
  const text = useReadable(draftOf(meId, draftId))
  const length = countCharacters(text)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const choice = useReadable(choiceIn(room.id))
  const hasFiles = (edited ? edited.attachments : [...choice.files, ...choice.expected]).length > 0
  const isHeld = isSaving || (edited === null && choice.isLeaving)
  const saysSomething = text.trim() !== '' || hasFiles
  const canSend = saysSomething && length <= limits.messageCharacters && !isHeld

  /** Others are told of a message that is being written, not of an edit. */
  function write(next: string) {
    if (edited) return keepDraft(meId, draftId, next)
    writeDraft(writer, room.id, next)
    if (next.trim() !== '') client.typing(room.id)
  }

  /** Nothing is waited for before the next text may be written and sent. */
  async function send() {
    const files = takeChoice(room.id)
    // What stands there may have come from another device while the files were looked at.
    const written = draftOf(meId, room.id).get()
    const content = written.trim() === '' ? '' : written
    // All that was to be sent was taken out again while it was looked at.
    if (content === '' && files.length === 0) return
    const options = { files, ...(topic && { replyTo: topic.message }) }
    emptyDraft(writer, room.id)
    // Files take their time to be kept with their message, and until then are still chosen.
    const letGo = files.length > 0 ? holdDraft(meId, room.id, content) : () => {}
    client.flush()
    if (topic) onLeaveTopic()
    onSent()
    try {
      await client.send(room.id, content, options)
      if (files.length > 0) await forgetSent(files)
      setProblem(null)
    } catch (error) {
      setProblem(explain(error))
      giveBack(room.id, files)
      if (draftOf(meId, room.id).get() === '') writeDraft(writer, room.id, written)
    }
    letGo()
  }

  /** The text stays in the field until the server has it, so that a failure loses nothing. */
  async function save(messageId: string, before: string) {
    setSaving(true)
    try {
      const now = draftOf(meId, draftId).get()
      if (now !== before) await client.editMessage(room.id, messageId, now)
      leaveTopic()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setSaving(false)
    }
  }

  function leaveTopic() {
    if (edited) keepDraft(meId, draftId, '')
    setProblem(null)
    onLeaveTopic()
  }

  return {
    text,
    length,
    problem,
    /** It must stay as it is until the server or the files are ready. */
    isHeld,
    canSend,
    write,
    /** The person is no longer typing here. */
    rest: stopTyping,
    /** What was offered from another device stands in the field now, or shall not. */
    offerTaken: () => withdrawOffer(room.id),
    offerRefused: () => refuseOffer(writer, room.id),
    /** What is chosen to be sent with it; null while a message is edited. */
    choice: edited ? null : choice,
    submit: () => (edited ? save(edited.id, edited.content) : whenLookedAt(room.id, send)),
    /** Calls the answer or the edit off; what was begun of an edit is forgotten. */
    leaveTopic,
  }
}

/** What was sent is kept with its message, and no longer as what was chosen. */
async function forgetSent(files: readonly ChosenFile[]) {
  const { dropChosen } = await import('../files/kept-choice')
  dropChosen(files)
}
