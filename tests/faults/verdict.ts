/** What a history proves was broken. Everything in it is a broken promise; a server that kept them all leaves it empty. */
export interface Verdict {
  /** Acknowledged and not stored. */
  lost: string[]
  /** Stored or accepted as new more than once. */
  doubled: string[]
  /** Numbers up to the newest that neither a birth nor a change can have taken, and births out of order. */
  gaps: string[]
  /** Acknowledged with another number than it has. */
  misnumbered: string[]
  /** Stored without having been sent, or with other text, sender or room. */
  altered: string[]
  /** Stored in another order than it was sent in by one device. */
  disordered: string[]
  /** Never answered. */
  unsettled: string[]
  /** Shown to their author as not sent. */
  failed: string[]
  /** Clients that show something else than the log, by person and room. */
  divergent: string[]
  /** Heard by somebody who had been removed before it was written. */
  overheard: string[]
  /** Heard by a device more than a second after its session was ended. */
  haunted: string[]
  /** Errors of the server that nobody provoked. */
  defects: string[]
}

/** The verdict on a server that kept its promises. */
export const flawless: Verdict = {
  lost: [],
  doubled: [],
  gaps: [],
  misnumbered: [],
  altered: [],
  disordered: [],
  unsettled: [],
  failed: [],
  divergent: [],
  overheard: [],
  haunted: [],
  defects: [],
}
