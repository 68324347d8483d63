/** What is sent along to another service, and must come back fitting. */
export interface Proofs {
  readonly state: string
  readonly nonce: string
  /** PKCE: what its hash, sent along, was made of. */
  readonly verifier: string
  /** The service must ask the person again, and not go by their having been there before. */
  readonly isAnew: boolean
}

/** Who somebody is, as the other service says. */
export interface Profile {
  /** Its own id of the person, which never changes. */
  readonly subject: string
  /** What they may want to be called here; the best first. */
  readonly names: readonly string[]
  /** Only an address of which the service says that it is theirs. */
  readonly email: string | null
}

/** Another service that says who somebody is. */
export interface Provider {
  /** What addresses call it. */
  readonly id: string
  /** What its people are kept under: what one service says never counts for another. */
  readonly key: string
  /** For people. */
  readonly label: string
  /** Where it sends people back to. */
  readonly redirectUri: string
  /** Where to send somebody. */
  addressFor(proofs: Proofs): Promise<URL>
  /**
   * Who came back, by what the service added to `redirectUri`.
   * @throws DomainError `sign_in_expired` for a code it does not know, `sign_in_refused` for an answer that proves nothing
   */
  identify(answer: URLSearchParams, proofs: Proofs): Promise<Profile>
}
