import type { Page } from 'playwright-core'

/** A device in a page's browser that makes passkeys and uses them at once, as a person's would after a fingerprint. */
export interface VirtualDevice {
  /** Whether its person confirms that it is they, as with a finger. */
  setConfirms(isConfirming: boolean): Promise<void>
  passkeyCount(): Promise<number>
}

/**
 * The page is loaded afresh. Its browser offers passkeys by itself only when that is asked for: the device would answer
 * at once, before anybody can press a button.
 */
export async function attachDevice(page: Page, { isOffering = false } = {}): Promise<VirtualDevice> {
  await page.addInitScript((isAvailable) => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => isAvailable
  }, isOffering)
  await page.reload()
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    async setConfirms(isUserVerified) {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    async passkeyCount() {
      return (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length
    },
  }
}
