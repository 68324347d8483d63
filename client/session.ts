import type { Me, Register, User } from '#protocol/accounts'
import type { VerifyCode } from '#protocol/codes'
import type { SignedIn } from '#protocol/sessions'
import { createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { backOffMs } from './back-off'
import type { Credentials } from './credentials'
import { batch, writable } from './readable'
import type { SessionState, SignedOut } from './state/types'
import { unchanged } from './unchanged'

interface Needs {
  api: Api
  credentials: Credentials
  /** Resolves when nothing that this device remembers is about to be shown any more. */
  remembered(): Promise<void>
  onSignedIn(me: Me): void
  /** Nobody is signed in any more, or nobody was: what belongs to a person must go. */
  onSignedOut(): void
  /** The server cannot say who is signed in; it is asked again at this time (milliseconds since 1970). */
  onUnreachable(retryAt: number): void
}

/** Who is signed in on this device. */
export function createSession(needs: Needs) {
  const { api, credentials } = needs
  const state = writable<SessionState>({ phase: 'unknown' })
  /** Raised when an answer on its way must not sign anyone in any more. */
  let life = 0
  /** The parts that belong to whoever is signed in are at work. */
  let isAtWork = false
  let resume: (() => void) | null = null
  const waiting = createAlarm(() => resume?.())

  /** Asks the server who is signed in, for as long as it takes to be told. */
  async function restore(): Promise<void> {
    const mine = ++life
    for (let attempt = 0; mine === life; attempt++) {
      if (!credentials.mayBeSignedIn()) return leave('asked')
      try {
        const me = await api.me()
        await needs.remembered()
        if (mine === life) confirm(me)
        return
      } catch (error) {
        if (mine !== life) return
        if (!(error instanceof ApiError) || !error.isTemporary) throw error
        await pause(error.retryAfterMs ?? backOffMs(attempt, Math.random()))
      }
    }
  }

  function pause(ms: number): Promise<void> {
    needs.onUnreachable(Date.now() + ms)
    return new Promise((resolve) => {
      resume = resolve
      waiting.set(ms)
    })
  }

  async function login(name: string, password: string): Promise<void> {
    const identifier = name.includes('@') ? { email: name } : { username: name }
    accept(await api.login({ ...identifier, password }))
  }

  async function loginWithCode(input: VerifyCode): Promise<void> {
    accept(await api.verifyCode(input))
  }

  /** Goes on as the person that an answer to a sign-in names. */
  function accept(answer: SignedIn): void {
    stop()
    credentials.accept(answer)
    enter(answer.user)
  }

  async function register(input: Register): Promise<void> {
    await api.register(input)
    // The sessions of a guest who became somebody are over, and so is what belonged to them here.
    if (input.keep_guest) leave('asked')
    await login(input.username, input.password)
  }

  async function logout(): Promise<void> {
    try {
      await api.logout()
    } catch (error) {
      const isOver = error instanceof ApiError && error.code === 'unauthenticated'
      if (!isOver) throw error
    }
    leave('asked')
  }

  function enter(me: Me): void {
    const now = state.get()
    batch(() => {
      if (now.phase === 'signed_in' && now.me.id !== me.id) needs.onSignedOut()
      state.set({ phase: 'signed_in', me })
      isAtWork = true
      needs.onSignedIn(me)
    })
  }

  /** The server says who is signed in; that is who seemed to be, as a rule. */
  function confirm(me: Me): void {
    const now = state.get()
    if (isAtWork && now.phase === 'signed_in' && now.me.id === me.id) renew(me)
    else enter(me)
  }

  /** Goes on as the person this device remembers, until the server says who it is. */
  function remember(me: Me): void {
    if (state.get().phase === 'unknown') enter(me)
  }

  /** Answers on their way sign nobody in any more. */
  function stop(): void {
    life++
    isAtWork = false
    waiting.ring()
  }

  /** The session is over. Of one that was given up here, the server may say so as well. */
  function leave(why: SignedOut): void {
    stop()
    credentials.clear()
    const before = state.get()
    batch(() => {
      state.set(before.phase === 'signed_out' && why === 'ended' ? before : { phase: 'signed_out', why })
      needs.onSignedOut()
    })
  }

  /** Goes on as the person the server takes this device for, should that have become another. */
  function verify(me: Me): void {
    const now = state.get()
    if (now.phase === 'signed_in' && now.me.id !== me.id) enter(me)
  }

  /** Takes how somebody wants to be seen, if that is this person. */
  function renamed({ id, display_name, color }: User): void {
    const now = state.get()
    if (now.phase !== 'signed_in' || now.me.id !== id) return
    if (now.me.display_name === display_name && now.me.color === color) return
    state.set({ phase: 'signed_in', me: { ...now.me, display_name, color } })
  }

  /** Takes what the server says of the same person now. */
  function renew(me: Me): void {
    const now = state.get()
    if (now.phase !== 'signed_in' || now.me.id !== me.id || unchanged(now.me, me) === now.me) return
    state.set({ phase: 'signed_in', me })
  }

  return {
    state,
    renamed,
    restore,
    remember,
    verify,
    renew,
    register,
    login,
    loginWithCode,
    accept,
    logout,
    leave,
    me(): Me {
      const now = state.get()
      if (now.phase === 'signed_in') return now.me
      throw new ApiError({ code: 'unauthenticated', detail: 'Sign in first.' })
    },
    wake: () => waiting.ring(),
    stop,
  }
}
export type Session = ReturnType<typeof createSession>
