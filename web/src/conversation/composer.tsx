import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { CompletionList } from '../completion/completion-list'
import { useCompletion } from '../completion/use-completion'
import { useTypedCommand } from '../completion/use-typed-command'
import { EmojiButton } from '../emoji/emoji-button'
import { AddFiles } from '../files/add-files'
import { useChoosing } from '../files/use-choosing'
import { roomName } from '../rooms/room-name'
import { useMe, useReadable } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { onDemand } from '../ui/on-demand'
import { Problem } from '../ui/problem'
import { touch, useMedia } from '../ui/use-media'
import { applyFormat, breakList, formatOfKey, pasteAsLink } from './apply-format'
import { DraftOffer } from './draft-offer'
import type { Format } from './format'
import { FormattingRow } from './formatting-row'
import { insertText } from './insert-text'
import { isComposing, isSendKey } from './send-key'
import { sendKey } from './send-preference'
import { TextLimit } from './text-limit'
import { TextPreview } from './text-preview'
import { TopicPreview } from './topic-preview'
import { useFieldFocus, useFocusAfterFiles } from './use-field-focus'
import { useRoomCommands } from './use-room-commands'
import type { Topic } from './use-topic'
import { useWriting } from './use-writing'

interface Props {
  room: Room
  /** The message that is being answered or edited. */
  topic: Topic | null
  onLeaveTopic: () => void
  /** Begins to edit the last own message. Returns false when there is none that may be edited. */
  onEditLast: () => boolean
  /** Begins to answer the last message. Returns false when there is none. */
  onReplyToLast: () => boolean
  onDetails: () => void
  onSent: () => void
}

const buttonLook = 'size-[42px]! rounded-[13px]! pointer-coarse:size-11!'

const toolLook = 'text-soft-ink hover:bg-shade hover:text-ink'

const Tray = onDemand(async () => (await import('../files/tray')).Tray, null)

/** Where one writes. What is begun is kept on this device and goes to one's others until it is sent. */
export function Composer(props: Props) {
  const { room, topic, onLeaveTopic, onEditLast, onReplyToLast, onDetails, onSent } = props
  const meId = useMe().id
  const isTouch = useMedia(touch)
  const chosenKey = useReadable(sendKey)
  const field = useRef<HTMLTextAreaElement>(null)
  const [isFormatting, setFormatting] = useState(false)
  const writing = useWriting({ room, topic, onLeaveTopic, onSent })
  const { text, length, canSend, choice } = writing
  const addFiles = useChoosing(room.id)
  /** On a phone the text has all of the width from then on, and the buttons stand below it. */
  const isBegun = text !== '' || isFormatting
  const isEdit = topic?.kind === 'edit'
  const purpose = isEdit ? m.composer_edit_field() : m.composer_field({ room: roomName(room) })
  const [commands, refusal] = useRoomCommands(room, {
    openDetails: onDetails,
    editLast: onEditLast,
    replyToLast: onReplyToLast,
    toggleFormatting: () => setFormatting(!isFormatting),
  })
  const completion = useCompletion({ room, field, text, commands: topic ? [] : commands })
  const typedCommand = useTypedCommand({ field, text, commands })

  const fileCount = choice ? choice.files.length + choice.expected.length : 0
  useFieldFocus(field, room, topic)
  useFocusAfterFiles(field, fileCount)

  function submit() {
    if (!canSend || completion.isWaiting) return
    if (!topic && typedCommand.take()) return
    field.current?.focus()
    completion.whenNamed(writing.submit)
  }

  /** Files, but not the picture that some programs add to a text. Returns whether there were any. */
  function pasteFiles({ clipboardData }: ClipboardEvent): boolean {
    const files = [...clipboardData.files]
    const isText = clipboardData.types.includes('text/plain') && clipboardData.types.includes('text/html')
    if (files.length === 0 || isText || !choice || !addFiles) return false
    addFiles(files)
    return true
  }

  function format(chosen: Format) {
    if (field.current && !writing.isHeld) applyFormat(field.current, chosen)
  }

  function insert(inserted: string) {
    if (field.current) insertText(field.current, inserted)
  }

  /** In the place of all that stands there; Ctrl+Z brings that back. */
  function replaceAll(other: string) {
    if (field.current) insertText(field.current, other, [0, field.current.value.length])
    writing.offerTaken()
  }

  function breaksList({ key, currentTarget }: KeyboardEvent<HTMLTextAreaElement>): boolean {
    return key === 'Enter' && !writing.isHeld && breakList(currentTarget)
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event) || completion.onKeyDown(event)) return
    const chosenFormat = formatOfKey(event)
    const isArrow = event.key === 'ArrowUp' && !event.altKey && text === '' && !topic
    if (event.key === 'Escape' && topic) writing.leaveTopic()
    else if (isSendKey(event, isTouch, chosenKey)) event.repeat || submit()
    else if (chosenFormat) format(chosenFormat)
    else if (isArrow ? !(event.shiftKey ? onReplyToLast() : onEditLast()) : !breaksList(event)) return
    event.preventDefault()
  }

  return (
    <form
      aria-label={m.composer_form()}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="px-3 pt-1.5 pb-[max(0.75rem,env(safe-area-inset-bottom))] wide:px-column wide:pb-[max(18px,env(safe-area-inset-bottom))]"
    >
      <Problem text={writing.problem ?? choice?.problem ?? typedCommand.refusal ?? refusal} />
      {!isEdit && <DraftOffer roomId={room.id} onTake={replaceAll} onRefuse={writing.offerRefused} />}
      <div className="relative rounded-large border border-field-line bg-sheet p-1.5 shadow-sheet focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        <CompletionList completion={completion} />
        {topic && (
          <TopicPreview
            topic={topic}
            isOwn={topic.message.sender_id === meId}
            onCancel={writing.leaveTopic}
          />
        )}
        {isFormatting && <FormattingRow onFormat={format} />}
        {fileCount > 0 && <Tray roomId={room.id} />}
        <div className={`flex items-end gap-1.5 max-wide:gap-1 ${isBegun ? 'max-wide:flex-wrap' : ''}`}>
          {choice && addFiles && <AddFiles onChoose={addFiles} className={`${buttonLook} ${toolLook}`} />}
          <div
            data-text={text}
            data-hint={text === '' ? purpose : undefined}
            className={`grows-with-text max-h-writing flex-1 ${isBegun ? 'max-wide:order-first max-wide:basis-line' : ''}`}
          >
            <textarea
              ref={field}
              data-kept={topic ? undefined : ''}
              rows={1}
              // Nothing has no letters to go by: an empty field is written from the side of the page.
              dir={text === '' ? undefined : 'auto'}
              value={text}
              onChange={(event) => {
                writing.write(event.target.value)
                completion.onInput(event.target, typedBy(event.nativeEvent))
              }}
              onSelect={(event) => completion.onSelect(event.currentTarget)}
              onBlur={writing.rest}
              onPaste={(event) => (pasteFiles(event) || pasteAsLink(event)) && event.preventDefault()}
              readOnly={writing.isHeld || completion.isWaiting}
              onKeyDown={onKeyDown}
              aria-label={purpose}
              aria-describedby="text-limit"
              {...completion.fieldProps}
              enterKeyHint={isTouch ? 'enter' : 'send'}
              className="quiet-scroll resize-none outline-none"
            />
          </div>
          <IconButton
            icon="format"
            label={m.composer_formatting()}
            aria-pressed={isFormatting}
            onClick={() => setFormatting(!isFormatting)}
            className={`${buttonLook} ${toolLook} aria-pressed:text-accent ${isBegun ? '' : 'max-wide:hidden'}`}
          />
          <EmojiButton
            label={m.composer_emoji()}
            onChoose={insert}
            onClosed={() => isTouch || field.current?.focus()}
            className={`${buttonLook} ${toolLook}`}
          />
          <IconButton
            icon={isEdit ? 'tick' : 'send'}
            label={isEdit ? m.composer_save() : m.composer_send()}
            type="submit"
            aria-disabled={!canSend || completion.isWaiting}
            className={`${buttonLook} max-wide:ms-auto bg-accent text-on-accent transition-opacity duration-120 hover:opacity-90 aria-disabled:opacity-45`}
          />
        </div>
        <TextPreview text={text} />
        <TextLimit id="text-limit" length={length} />
      </div>
    </form>
  )
}

/** The text a person typed themselves; null for what an input method composes, and for everything else. */
function typedBy(event: Event): string | null {
  const isTyped = event instanceof InputEvent && event.inputType === 'insertText' && !event.isComposing
  return isTyped ? event.data : null
}
