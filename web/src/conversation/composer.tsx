import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Room } from '#protocol/rooms'
import { roomName } from '../rooms/room-name'
import { useMe } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { Problem } from '../ui/problem'
import { touch, useMedia } from '../ui/use-media'
import { isSendKey } from './send-key'
import { TextLimit } from './text-limit'
import { TopicPreview } from './topic-preview'
import type { Topic } from './use-topic'
import { useWriting } from './use-writing'

interface Props {
  room: Room
  /** The message that is being answered or edited. */
  topic: Topic | null
  onLeaveTopic: () => void
  /** Begins to edit the last own message. Returns false when there is none that may be edited. */
  onEditLast: () => boolean
  onSent: () => void
}

/** Where one writes. What is begun is kept on this device until it is sent. */
export function Composer({ room, topic, onLeaveTopic, onEditLast, onSent }: Props) {
  const meId = useMe().id
  const isTouch = useMedia(touch)
  const field = useRef<HTMLTextAreaElement>(null)
  const writing = useWriting({ room, topic, onLeaveTopic, onSent })
  const { text, length, canSend } = writing
  const isEdit = topic?.kind === 'edit'
  const purpose = isEdit ? 'Edit your message' : `Write to ${roomName(room)}`

  const topicKey = topic && `${topic.kind} ${topic.message.id}`
  useEffect(() => {
    const box = field.current
    if (isTouch && topicKey === null) return
    box?.focus()
    box?.setSelectionRange(box.value.length, box.value.length)
  }, [isTouch, topicKey])

  function submit() {
    if (!canSend) return
    writing.submit()
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === 'Escape' && topic && !event.nativeEvent.isComposing) writing.leaveTopic()
    else if (isSendKey(event, isTouch)) submit()
    else if (event.key !== 'ArrowUp' || event.altKey || text !== '' || topic || !onEditLast()) return
    event.preventDefault()
  }

  return (
    <form
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="px-3 pt-1.5 pb-[max(0.75rem,env(safe-area-inset-bottom))] wide:px-[22px] wide:pb-[18px]"
    >
      <Problem text={writing.problem} />
      <div className="rounded-large border border-field-line bg-sheet p-1.5 shadow-sheet focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        {topic && (
          <TopicPreview
            topic={topic}
            isOwn={topic.message.sender_id === meId}
            onCancel={writing.leaveTopic}
          />
        )}
        <div className="flex items-end gap-1.5">
          <div data-text={text} className="grows-with-text max-h-[40dvh] flex-1">
            <textarea
              ref={field}
              rows={1}
              dir="auto"
              value={text}
              onChange={(event) => writing.write(event.target.value)}
              readOnly={writing.isSaving}
              onKeyDown={onKeyDown}
              aria-label={purpose}
              aria-describedby="text-limit"
              placeholder={purpose}
              enterKeyHint={isTouch ? 'enter' : 'send'}
              className="quiet-scroll resize-none outline-none placeholder:truncate placeholder:text-soft-ink"
            />
          </div>
          <IconButton
            icon={isEdit ? 'tick' : 'send'}
            label={isEdit ? 'Save' : 'Send'}
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
