import { m } from '#catalogue'
import { Icon } from '../ui/icon'
import { Menu, MenuItem, MenuRow, MenuSign } from '../ui/menu'
import { quickEmoji } from './quick-emoji'

/** What can be done with a message now. What is absent is not offered. */
export interface MessageDeeds {
  /** Puts an emoji there or takes it back. */
  turn?: ((emoji: string) => void) | undefined
  reply?: (() => void) | undefined
  edit?: (() => void) | undefined
  remove?: (() => void) | undefined
  markUnread?: (() => void) | undefined
  details?: (() => void) | undefined
  copyText?: (() => void) | undefined
  copyLink: () => void
}

interface Props {
  label: string
  /** `react` offers emoji alone. */
  kind: 'all' | 'react'
  anchor: Element | { x: number; y: number }
  finalFocus: HTMLElement | null
  deeds: MessageDeeds
  isMine: (emoji: string) => boolean
  /** Shows all emoji there are. */
  onMoreEmoji: () => void
  onClose: () => void
}

/** All that can be done with a message; the emoji first, as they are used most. */
export function MessageMenu(props: Props) {
  const { label, kind, anchor, finalFocus, deeds, isMine, onMoreEmoji, onClose } = props
  const { turn, reply, edit, remove, markUnread, details, copyText, copyLink } = deeds
  return (
    <Menu label={label} anchor={anchor} finalFocus={finalFocus} onClose={onClose}>
      {turn && (
        <MenuRow>
          {quickEmoji().map((emoji) => (
            <MenuSign
              key={emoji}
              label={isMine(emoji) ? m.message_take_back({ emoji }) : m.message_react_with({ emoji })}
              isPressed={isMine(emoji)}
              onPick={() => turn(emoji)}
            >
              {emoji}
            </MenuSign>
          ))}
          <MenuSign label={m.message_more_emoji()} onPick={onMoreEmoji}>
            <Icon name="react" className="size-5 text-soft-ink" />
          </MenuSign>
        </MenuRow>
      )}
      {kind === 'all' && (
        <>
          {reply && (
            <MenuItem icon="reply" onPick={reply}>
              {m.message_reply()}
            </MenuItem>
          )}
          {edit && (
            <MenuItem icon="edit" onPick={edit}>
              {m.message_edit()}
            </MenuItem>
          )}
          {copyText && (
            <MenuItem icon="copy" onPick={copyText}>
              {m.message_copy_text()}
            </MenuItem>
          )}
          <MenuItem icon="link" onPick={copyLink}>
            {m.message_copy_link()}
          </MenuItem>
          {markUnread && (
            <MenuItem icon="unread" onPick={markUnread}>
              {m.message_mark_unread()}
            </MenuItem>
          )}
          {details && (
            <MenuItem icon="ticks" onPick={details}>
              {m.message_who_has_it()}
            </MenuItem>
          )}
          {remove && (
            <MenuItem icon="delete" look="danger" onPick={remove}>
              {m.message_delete()}
            </MenuItem>
          )}
        </>
      )}
    </Menu>
  )
}
