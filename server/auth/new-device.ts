import { createHmac, randomBytes } from 'node:crypto'
import { readDeviceName } from '#protocol/device-names'
import type { Language } from '#protocol/languages'
import type { App } from '../context'
import { lettersOf } from '../mail/letters'
import { findAccount } from '../store/accounts'
import { noteDevice } from '../store/known-devices'
import type { Transaction } from '../store/store'
import { provenEmail } from './mail-link'

interface SignIn {
  /** What a browser is recognised by; null for other programs. */
  deviceId: string | null
  device: { name: string; address: string; language: Language }
}

/** Browsers keep a cookie for 400 days at most. */
export const deviceDays = 400
const dayMs = 24 * 60 * 60 * 1000

/** What a browser is given to be recognised by: 128 random bits, which say nothing of it. */
export function newDeviceId(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * Notes from where an account is signed in to. When that is a device it was not seen on before, its owner is mailed,
 * unless it is the first there is. Programs that keep no id are recognised by their name and network address.
 */
export async function noteSignIn(
  app: App,
  tx: Transaction,
  accountId: string,
  { deviceId, device }: SignIn,
): Promise<void> {
  const now = Date.now()
  const identity = deviceId ?? `${device.name} ${device.address}`
  const mark = createHmac('sha256', app.keys.devices).update(identity).digest('base64url')
  const isNews = await noteDevice(tx, { accountId, mark, now, since: now - deviceDays * dayMs })
  if (!isNews || !app.config.mail.newDevices) return

  const account = await findAccount(tx, accountId)
  const email = account ? provenEmail(account) : null
  if (email === null) return
  const spoken = readDeviceName(device.name)
  const letter = lettersOf(app.config.publicUrl, account?.language ?? device.language).newDevice({
    // A program may call itself anything, an address to click on as well: only a browser's name is repeated in a mail.
    device: spoken === 'unknown' ? null : spoken,
    address: device.address,
    time: `${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    hasPassword: account?.password_hash != null,
  })
  await app.mailer.queue(tx, email, letter)
}
