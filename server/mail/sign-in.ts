/** Where and when somebody signed in, as a mail tells it. */
export interface SignIn {
  /** A browser and its system; null for any other program, which may call itself anything. */
  device: { browser: string; system: string } | null
  address: string
  /** The same digits in every language, and the zone they are of. */
  time: string
  /** Whether the account has a password that can be replaced. */
  hasPassword: boolean
}
