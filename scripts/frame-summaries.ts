import type { ClientFrame, ServerFrame } from '#protocol/frames'

/** What each frame says, for those who write a client. */
export const clientFrameSummaries: Record<ClientFrame['type'], string> = {
  hello: 'The first frame: who speaks, and what this device has seen already.',
  send: 'Writes a message. Answered by `ack` once it is durable; repeating it with the same `client_id` is safe.',
  sync: "Asks for the entries of a room's log that were born or changed after a number. Answered by `sync`.",
  read: 'Says how far this person has read a room. Answered by `read`.',
  typing: 'Says that this person is writing in a room. Not answered.',
  received: 'Confirms what has arrived on this device. Answered by `received`.',
  ping: 'Keeps the connection alive. Answered by `pong`.',
  call_start: 'Calls somebody. Answered by `call`; repeating it with the same `call_id` is safe.',
  call_answer: 'Takes or declines a call that rings. Answered by `call`.',
  call_hang_up: 'Ends a call. Answered by `call`.',
  call_resume:
    'Goes on with a call after the socket was lost. Answered by `call_received`, and by what was not confirmed.',
  call_signal: "Goes to the other side's device, once and in order. Answered by `call_received`.",
  call_received: 'Confirms what the other side signalled, up to a number. Not answered.',
}

export const serverFrameSummaries: Record<ServerFrame['type'], string> = {
  welcome: 'The hello was accepted. What was missed follows as `sync`, then `synced`.',
  sync: "A page of a room's log, in order.",
  synced: 'Everything that `hello` asked for has been sent.',
  ack: 'The message is durable.',
  error: 'A frame was refused; `ref` is that of the frame.',
  message: "A new entry of a room's log.",
  message_changed: 'An entry was edited or deleted; this is the whole of it now.',
  room: 'A room is there or has changed.',
  room_removed: 'A room is gone for this person.',
  preferences: 'This person has chosen what others learn of them, on any device.',
  notifications: 'This person has chosen what they are rung for, on any device.',
  read: 'This person has read further, or marked something as unread, on any device.',
  draft: 'This person has begun to write something in a room, or emptied it, on any device.',
  room_listing: 'This person has pinned or archived a room, or taken that back, on any device.',
  presence: 'Somebody who shares a room came, went, or shares none any more.',
  presence_list: 'Who of those who share a room is online, and when the others were last seen.',
  typing: 'Somebody is writing in a room.',
  user_changed: 'Somebody who shares a room has another display name or colour.',
  contact: 'Somebody became a contact, asks to be one, was blocked, or is none of these any more.',
  contact_list: 'The contacts of this person, who asks to be one, and whom they have blocked.',
  received: 'The marks of this person that are now in force.',
  receipt: 'A member of a room has received or read further.',
  pong: 'The answer to `ping`, with the newest numbers of the rooms that changed since the one before.',
  heads:
    'The newest numbers of rooms that this device has not confirmed. Ask for what is missing, then confirm.',
  call: 'A call of this person, on any device, as it is now.',
  call_signal: "What the other side's device has to say, in order.",
  call_received: 'What this device signalled has arrived, up to this number.',
  bye: 'The server is about to close; come back after a random time in the given range.',
}
