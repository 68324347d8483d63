interface CloseCode {
  code: number
  /** Whether the client should connect again by itself, with back-off. */
  reconnect: boolean
  /** Whether it must refresh its sign-in before it does. */
  signInFirst: boolean
  meaning: string
}

/** Why the server closes a socket. Any other code: connect again with back-off. */
export const closeCodes = {
  restart: { code: 1012, reconnect: true, signInFirst: false, meaning: 'The server restarts.' },
  too_large: { code: 1009, reconnect: true, signInFirst: false, meaning: 'A frame was too large.' },
  bad_frames: { code: 4400, reconnect: true, signInFirst: false, meaning: 'Too many frames made no sense.' },
  unauthenticated: { code: 4401, reconnect: true, signInFirst: true, meaning: 'The sign-in has run out.' },
  refused: { code: 4403, reconnect: false, signInFirst: false, meaning: 'This client is not accepted.' },
  no_hello: { code: 4408, reconnect: true, signInFirst: false, meaning: 'No hello came within 10 seconds.' },
  replaced: {
    code: 4409,
    reconnect: false,
    signInFirst: false,
    meaning: 'Newer connections took its place.',
  },
  flooding: { code: 4429, reconnect: true, signInFirst: false, meaning: 'It sent too much for too long.' },
  session_ended: { code: 4410, reconnect: false, signInFirst: true, meaning: 'The session was ended.' },
  slow: { code: 4480, reconnect: true, signInFirst: false, meaning: 'It read too slowly; come back.' },
} as const satisfies Record<string, CloseCode>

export type CloseReason = keyof typeof closeCodes
