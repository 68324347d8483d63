import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Room } from '#protocol/rooms'
import { touch, useMedia } from '../ui/use-media'
import { addressedSeq } from './start'
import type { Topic } from './use-topic'

/**
 * Gives the focus to the field when its room is opened and with each change of the topic. On touch, where a keyboard would
 * cover half of the room, a new topic alone brings it; and where the address leads to a message, that has the focus.
 */
export function useFieldFocus(field: RefObject<HTMLTextAreaElement | null>, room: Room, topic: Topic | null) {
  const isTouch = useMedia(touch)
  const [isLedElsewhere] = useState(() => addressedSeq(room.id) > 0)
  const topicKey = topic && `${topic.kind} ${topic.message.id}`
  const lastKey = useRef(topicKey)
  useEffect(() => {
    const isOpening = lastKey.current === topicKey
    lastKey.current = topicKey
    if (isTouch && (isOpening || topicKey === null)) return
    if (isOpening && isLedElsewhere) return
    const box = field.current
    box?.focus()
    box?.setSelectionRange(box.value.length, box.value.length)
  }, [field, isTouch, isLedElsewhere, topicKey])
}

/**
 * Lets whoever has chosen files with the pointer, or taken one out again, write on: what they pressed is gone, or would open
 * the choice once more. Not on touch, and not for those who have gone elsewhere meanwhile.
 */
export function useFocusAfterFiles(field: RefObject<HTMLTextAreaElement | null>, count: number) {
  const isTouch = useMedia(touch)
  const lastCount = useRef(count)
  useEffect(() => {
    const isSame = lastCount.current === count
    lastCount.current = count
    const { activeElement } = document
    const isHere = activeElement === document.body || field.current?.form?.contains(activeElement)
    if (!isSame && !isTouch && isHere) field.current?.focus()
  }, [field, isTouch, count])
}
