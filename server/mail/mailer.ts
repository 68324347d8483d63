import type { Logger } from 'pino'
import type { Config } from '../config'
import { createJob } from '../jobs/job'
import {
  countMails,
  deleteMail,
  dueMails,
  insertMail,
  nextMailDue,
  type OutgoingMail,
  postponeMail,
  takeMail,
} from '../store/outgoing-mails'
import type { Store, Transaction } from '../store/store'
import type { Letter } from './letter'
import { createLogPost, createSmtpPost, type Post, PostRefused, senderOf } from './post'

const dayMs = 24 * 60 * 60 * 1000
const pauseMs = { first: 10_000, longest: 60 * 60 * 1000 }
/** An attempt whose end was never noted, as after a crash, is made again this much later. */
const attemptMs = 2 * 60 * 1000
const mailsPerRound = 20
/** What is on its way when the server stops has this long: a mail that is cut off at its end goes out twice. */
const graceMs = 1000
/** So that nobody fills the disk while the mail server is away. */
const mostWaiting = 10_000

/** Mails on their way. What they carry is secret: it is never logged, and is gone once it was sent. */
export interface Mailer {
  /** Whether this server can send mail at all. */
  readonly isOn: boolean
  /**
   * Puts a mail in line, to go out once the transaction is durable. It is tried again with growing pauses for as
   * long as `goodForMs`. Without mail it does nothing; where 10,000 wait already the mail is given up at once.
   */
  queue(tx: Transaction, recipient: string, letter: Letter, goodForMs?: number): Promise<void>
  /** Sends what an earlier run of the program left in line. */
  start(): void
  /** A mail that the mail server does not take in a moment stays in line for the next start. */
  stop(): Promise<void>
}

interface Needs {
  config: Config
  store: Store
  log: Logger
}

export function createMailer({ config, store, log }: Needs): Mailer {
  const post = postOf(config, log)
  if (!post) return { isOn: false, queue: async () => {}, start() {}, stop: async () => {} }

  const job = createJob({
    nextDue: () => nextMailDue(store),
    run: () => sendDue(store, post, log),
    onError: (err) => log.error({ event: 'mail_job_failed', err }),
  })
  return {
    isOn: true,
    async queue(tx, recipient, letter, goodForMs = dayMs) {
      if ((await countMails(tx)) >= mostWaiting) return log.error({ event: 'mail_line_full' })
      const now = Date.now()
      const id = crypto.randomUUID()
      await insertMail(tx, {
        id,
        recipient,
        ...letter,
        attempts: 0,
        due_at: now,
        expires_at: now + goodForMs,
      })
      tx.afterCommit(job.wake)
    },
    start: job.wake,
    async stop() {
      const cutOff = setTimeout(() => post.close(), graceMs)
      await job.stop()
      clearTimeout(cutOff)
      post.close()
    },
  }
}

function postOf(config: Config, log: Logger): Post | null {
  if (config.smtpUrl !== null) return createSmtpPost(config.smtpUrl, senderOf(config))
  if (!config.mail.logLinks) return null
  return createLogPost((text) => log.info({ event: 'mail', detail: text }))
}

async function sendDue(store: Store, post: Post, log: Logger): Promise<void> {
  const due = await dueMails(store, Date.now(), mailsPerRound)
  await Promise.all(due.map((mail) => sendOne(store, post, log, mail)))
}

async function sendOne(store: Store, post: Post, log: Logger, mail: OutgoingMail): Promise<void> {
  const { id, attempts, recipient, subject, text, html } = mail
  if (!(await store.transaction((tx) => takeMail(tx, mail, Date.now() + attemptMs)))) return
  try {
    await post.send(recipient, { subject, text, html })
    log.info({ event: 'mail_sent', mail_id: id, attempts: attempts + 1 })
  } catch (error) {
    if (!(error instanceof PostRefused)) throw error
    const reason = error.message
    const dueAt = Date.now() + pauseAfter(attempts)
    if (!error.isFinal && dueAt < mail.expires_at) {
      log.warn({ event: 'mail_delayed', mail_id: id, attempts: attempts + 1, reason })
      return store.transaction((tx) => postponeMail(tx, id, dueAt))
    }
    log.error({ event: 'mail_given_up', mail_id: id, attempts: attempts + 1, reason })
  }
  await store.transaction((tx) => deleteMail(tx, id))
}

function pauseAfter(attempts: number): number {
  return Math.min(pauseMs.first * 2 ** attempts, pauseMs.longest)
}
