import { type Dispatch, lazy, type RefObject, type SetStateAction, Suspense } from 'react'
import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import { EmojiPopover } from '../emoji/emoji-popover'
import { useClient, usePolicy } from '../shell/client-context'
import { messagePath } from '../shell/router'
import { onDemand } from '../ui/on-demand'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import type { MessageDeeds } from './message-menu'
import { useCopy } from './use-copy'

const DeleteDialog = onDemand(async () => (await import('./delete-dialog')).DeleteDialog)
const MessageMenu = lazy(async () => ({ default: (await import('./message-menu')).MessageMenu }))

/** What is open beside a message: a menu of everything or of emoji, all emoji there are, or the question before deleting. */
export type Tool =
  | { kind: 'all' | 'react'; anchor: Element | { x: number; y: number } }
  | { kind: 'emoji' }
  | { kind: 'delete' }

interface Props {
  message: Message
  isOwn: boolean
  label: string
  tool: Tool | null
  onTool: Dispatch<SetStateAction<Tool | null | undefined>>
  /** The line of the message, which gets the focus back. */
  line: RefObject<HTMLElement | null>
  /** What is seen of it. */
  bubble: RefObject<HTMLElement | null>
  isMine: (emoji: string) => boolean
  /** Absent where nothing can be added to the room. */
  onTurn?: ((emoji: string) => void) | undefined
  onReply?: ((message: Message) => void) | undefined
  onEdit: (message: Message) => void
  onDelivery: (message: Message) => void
}

/** What opens beside a message, and what comes of it. */
export function MessageTools(props: Props) {
  const { message, isOwn, label, tool, onTool, line, bubble } = props
  const { isMine, onTurn, onReply, onEdit, onDelivery } = props
  const client = useClient()
  const policy = usePolicy()
  const { isCopied, copy, problem: copyProblem } = useCopy()
  const [markUnread, { problem }] = useAction(() => client.markUnread(message.room_id, message.seq))

  /** Closes the menu in the same step, so that a deed that moves the focus has the last word. */
  function closing(deed: () => void) {
    return () => {
      onTool(null)
      deed()
    }
  }
  const deeds: MessageDeeds = {
    turn: onTurn && ((emoji) => closing(() => onTurn(emoji))()),
    reply: onReply && closing(() => onReply(message)),
    edit: isOwn && policy['messages.edit'] ? closing(() => onEdit(message)) : undefined,
    remove: isOwn && policy['messages.delete'] ? () => onTool({ kind: 'delete' }) : undefined,
    markUnread: isOwn ? undefined : closing(() => void markUnread()),
    details: isOwn ? closing(() => onDelivery(message)) : undefined,
    copyText: message.content === '' ? undefined : closing(() => void copy(message.content)),
    copyLink: closing(() => void copy(location.origin + messagePath(message.room_id, message.seq))),
  }

  return (
    <>
      {isMenu(tool) && (
        <Suspense>
          <MessageMenu
            label={label}
            kind={tool.kind}
            anchor={tool.anchor}
            finalFocus={line.current}
            deeds={deeds}
            isMine={isMine}
            onMoreEmoji={() => onTool({ kind: 'emoji' })}
            onClose={() => onTool((now) => (isMenu(now) ? null : now))}
          />
        </Suspense>
      )}
      {onTurn && (
        <EmojiPopover
          open={tool?.kind === 'emoji'}
          anchor={line}
          beside={bubble}
          placement={isOwn ? 'top-end' : 'top-start'}
          onChoose={onTurn}
          onClose={() => onTool(null)}
        />
      )}
      {tool?.kind === 'delete' && <DeleteDialog message={message} onClose={() => onTool(null)} />}
      {isCopied && (
        <p
          role="status"
          className="absolute end-1 bottom-1 z-1 rounded-full bg-sheet px-2.5 py-0.5 text-small text-soft-ink shadow-sheet"
        >
          {m.message_copied()}
        </p>
      )}
      <Problem text={problem ?? copyProblem} />
    </>
  )
}

/** What an item has opened meanwhile stays when its menu closes. */
function isMenu(tool: Tool | null | undefined): tool is Extract<Tool, { anchor: unknown }> {
  return tool?.kind === 'all' || tool?.kind === 'react'
}
