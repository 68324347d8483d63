import { z } from 'zod'

interface ErrorKind {
  /** The HTTP status that carries this error. */
  status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 416 | 422 | 429 | 500 | 503 | 507
  /** Whether the same request may succeed later without being changed. */
  retry: boolean
  /** What happened, for people. A route may say it more precisely. */
  detail: string
}

/** Every error Natter answers with, over HTTP and over the socket. The table is closed. */
export const errors = {
  malformed: { status: 400, retry: false, detail: 'The request could not be read.' },
  invalid_token: { status: 400, retry: false, detail: 'This link is no longer valid. Ask for a new one.' },
  invalid_code: { status: 400, retry: false, detail: 'This code is not right, or has run out.' },
  unauthenticated: { status: 401, retry: false, detail: 'Sign in first.' },
  invalid_credentials: { status: 401, retry: false, detail: 'The name or the password is not right.' },
  sign_in_expired: {
    status: 400,
    retry: false,
    detail: 'This sign-in was not begun in this browser, or it took too long. Start again.',
  },
  sign_in_refused: {
    status: 401,
    retry: false,
    detail: 'You were not signed in: it was not confirmed who you are.',
  },
  passkey_required: { status: 401, retry: false, detail: 'Confirm with your passkey that it is you.' },
  link_required: {
    status: 409,
    retry: false,
    detail:
      'There is an account with your e-mail address. Sign in to it, then connect the service in the settings.',
  },
  reauthenticate: {
    status: 401,
    retry: false,
    detail: 'Give your password again to do this, or sign in anew.',
  },
  csrf: { status: 403, retry: false, detail: 'The request lacks a valid CSRF token. Reload the page.' },
  foreign_origin: { status: 403, retry: false, detail: 'Requests from this web site are not accepted.' },
  forbidden: { status: 403, retry: false, detail: 'You may not do this.' },
  wrong_password: { status: 403, retry: false, detail: 'The current password is not right.' },
  not_a_member: { status: 403, retry: false, detail: 'You are not a member of this room.' },
  not_a_contact: { status: 403, retry: false, detail: 'You can write to your contacts only.' },
  policy_disabled: { status: 403, retry: false, detail: 'This is switched off on this server.' },
  not_found: { status: 404, retry: false, detail: 'There is nothing here.' },
  method_not_allowed: { status: 405, retry: false, detail: 'This address does not take that method.' },
  conflict: { status: 409, retry: false, detail: 'This contradicts something that is already there.' },
  taken: { status: 409, retry: false, detail: 'This is already taken.' },
  code_spent: { status: 410, retry: false, detail: 'There were too many tries. Ask for a new code.' },
  gone: { status: 410, retry: false, detail: 'This link has run out or was used up. Ask for a new one.' },
  too_large: { status: 413, retry: false, detail: 'This is too large.' },
  unsupported_media_type: { status: 415, retry: false, detail: 'Send JSON (application/json).' },
  unsupported_file: {
    status: 415,
    retry: false,
    detail:
      'Files of this kind are not taken here. Pictures (JPEG, PNG, GIF, WebP) and video (MP4, WebM) are.',
  },
  range_not_satisfiable: {
    status: 416,
    retry: false,
    detail: 'This file has no such part.',
  },
  invalid_file: {
    status: 422,
    retry: false,
    detail: 'This file is damaged, or too large to be shown. It was not kept.',
  },
  invalid: { status: 422, retry: false, detail: 'Something in the request is not valid.' },
  message_too_long: { status: 422, retry: false, detail: 'A message has at most 5,000 characters.' },
  password_unsuitable: { status: 422, retry: false, detail: 'This password is too easy to guess.' },
  rate_limited: { status: 429, retry: true, detail: 'Too many requests. Wait a moment.' },
  internal: { status: 500, retry: true, detail: 'Something went wrong here. It has been noted.' },
  quota_reached: {
    status: 507,
    retry: false,
    detail:
      'You have used up your space for files on this server. Delete messages with files that you no longer need, or ask whoever runs the server for more.',
  },
  storage_full: {
    status: 507,
    retry: true,
    detail: 'The server has no room left. What was there is safe. Whoever runs it must make room.',
  },
  unavailable: { status: 503, retry: true, detail: 'The server is busy. Try again in a moment.' },
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof errors

export const errorCode = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]])

/** One thing wrong with one field: `path` is dotted, `code` is for programs, `detail` for people. */
export const fieldError = z.object({ path: z.string(), code: z.string(), detail: z.string() })
export type FieldError = z.infer<typeof fieldError>

/** The body of every HTTP answer that is not a success. */
export const errorBody = z.object({
  detail: z.string(),
  code: errorCode,
  errors: z.optional(z.array(fieldError)),
  /** Names this failure in the server's log. Only with `internal`. */
  id: z.optional(z.string()),
})
export type ErrorBody = z.infer<typeof errorBody>
