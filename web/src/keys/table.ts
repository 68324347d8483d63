/**
 * One row of the list of keys, which `sentences.ts` puts into words. Those that are `bound` here work everywhere in the workspace, by `useKeys`; the others
 * belong to what has the focus, and are only listed.
 */
interface Row {
  group: 'everywhere' | 'rooms' | 'messages' | 'writing' | 'calls'
  /** As the browser names them; `Mod` is Ctrl or Cmd. Any of them does it. */
  combos: readonly string[]
  /** False for keys that write something while one writes. */
  worksWhileWriting: boolean
  bound: boolean
}

export const keyTable = {
  switch: everywhere(['Mod+K']),
  search: everywhere(['Mod+Shift+F']),
  next_region: everywhere(['F6']),
  previous_region: everywhere(['Shift+F6']),
  list_keys: everywhere(['Mod+/']),
  list_keys_not_writing: { ...everywhere(['?']), worksWhileWriting: false },
  leave: everywhere(['Escape']),
  previous_room: inRooms(['Alt+ArrowUp']),
  next_room: inRooms(['Alt+ArrowDown']),
  previous_unread: inRooms(['Alt+Shift+ArrowUp']),
  next_unread: inRooms(['Alt+Shift+ArrowDown']),
  room_menu: { ...inRooms(['Shift+F10', 'ContextMenu']), bound: false },
  older_message: amongMessages(['ArrowUp']),
  newer_message: amongMessages(['ArrowDown']),
  newest_message: amongMessages(['End']),
  message_menu: amongMessages(['Enter', 'ContextMenu']),
  send: whileWriting(['Enter']),
  break_line: whileWriting(['Shift+Enter']),
  edit_last: whileWriting(['ArrowUp']),
  reply_last: whileWriting(['Shift+ArrowUp']),
  bold: whileWriting(['Mod+B']),
  italic: whileWriting(['Mod+I']),
  strike: whileWriting(['Mod+Shift+X']),
  code: whileWriting(['Mod+E']),
  mute: inCalls('Alt+Shift+M'),
  camera: inCalls('Alt+Shift+V'),
  share_screen: inCalls('Alt+Shift+S'),
  hang_up: inCalls('Alt+Shift+H'),
} as const satisfies Record<string, Row>

export type KeyId = keyof typeof keyTable

/** The keys that `useKeys` binds: every one of them, or it is no list of what works. */
export type BoundKeyId = {
  [Id in KeyId]: (typeof keyTable)[Id]['bound'] extends true ? Id : never
}[KeyId]

function everywhere(combos: readonly string[]) {
  return { group: 'everywhere', combos, worksWhileWriting: true, bound: true } as const
}

function inRooms(combos: readonly string[]) {
  return { group: 'rooms', combos, worksWhileWriting: true, bound: true } as const
}

function amongMessages(combos: readonly string[]) {
  return { group: 'messages', combos, worksWhileWriting: true, bound: false } as const
}

function whileWriting(combos: readonly string[]) {
  return { group: 'writing', combos, worksWhileWriting: true, bound: false } as const
}

/** Bound by `calls/use-call-keys.ts`, as long as there is a call. */
function inCalls<Combo extends string>(combo: Combo) {
  return { group: 'calls', combos: [combo], worksWhileWriting: true, bound: false } as const
}
