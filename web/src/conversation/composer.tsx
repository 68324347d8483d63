import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { countCharacters } from '#protocol/text'
import { roomName } from '../rooms/room-name'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { explain } from '../ui/explain'
import { Problem } from '../ui/problem'
import { touch, useMedia } from '../ui/use-media'
import { draftOf, keepDraft } from './drafts'
import { ReplyPreview } from './reply-preview'
import { isSendKey } from './send-key'
import { TextLimit } from './text-limit'

interface Props {
  room: Room
  replyTo: Message | null
  onCancelReply: () => void
  onSent: () => void
}

/** Where one writes. What is begun is kept on this device until it is sent. */
export function Composer({ room, replyTo, onCancelReply, onSent }: Props) {
  const client = useClient()
  const meId = useMe().id
  const isTouch = useMedia(touch)
  const field = useRef<HTMLTextAreaElement>(null)
  const text = useReadable(draftOf(meId, room.id))
  const length = countCharacters(text)
  const [problem, setProblem] = useState<string | null>(null)
  const canSend = text.trim() !== '' && length <= limits.messageCharacters

  useEffect(() => {
    if (!isTouch || replyTo) field.current?.focus()
  }, [isTouch, replyTo])

  function write(next: string) {
    keepDraft(meId, room.id, next)
    if (next.trim() !== '') client.typing(room.id)
  }

  /** Nothing is waited for before the next text may be written and sent. */
  async function send() {
    if (!canSend) return
    keepDraft(meId, room.id, '')
    onSent()
    field.current?.focus()
    try {
      await client.send(room.id, text, replyTo ? { replyTo } : {})
      setProblem(null)
    } catch (error) {
      setProblem(explain(error))
      if (draftOf(meId, room.id).get() === '') keepDraft(meId, room.id, text)
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === 'Escape' && replyTo) onCancelReply()
    else if (isSendKey(event, isTouch)) send()
    else return
    event.preventDefault()
  }

  return (
    <form
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className="px-3 pt-1.5 pb-[max(0.75rem,env(safe-area-inset-bottom))] wide:px-[22px] wide:pb-[18px]"
    >
      <Problem text={problem} />
      <div className="rounded-large border border-field-line bg-sheet p-1.5 shadow-sheet focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        {replyTo && (
          <ReplyPreview message={replyTo} isOwn={replyTo.sender_id === meId} onCancel={onCancelReply} />
        )}
        <div className="flex items-end gap-1.5">
          <div data-text={text} className="grows-with-text max-h-[40dvh] flex-1">
            <textarea
              ref={field}
              rows={1}
              dir="auto"
              value={text}
              onChange={(event) => write(event.target.value)}
              onKeyDown={onKeyDown}
              aria-label={`Write to ${roomName(room)}`}
              aria-describedby="text-limit"
              placeholder={`Write to ${roomName(room)}`}
              enterKeyHint={isTouch ? 'enter' : 'send'}
              className="quiet-scroll resize-none outline-none placeholder:truncate placeholder:text-soft-ink"
            />
          </div>
          <IconButton
            icon="send"
            label="Send"
            type="submit"
            aria-disabled={!canSend}
            className="size-[42px]! rounded-[13px]! bg-accent text-on-accent transition-opacity duration-120 hover:opacity-90 aria-disabled:opacity-45 pointer-coarse:size-11!"
          />
        </div>
        <TextLimit id="text-limit" length={length} />
      </div>
    </form>
  )
}
