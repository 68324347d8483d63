/** Why the database cannot be used: one sentence for the person who runs the server. */
export class CannotOpenStore extends Error {
  override name = 'CannotOpenStore'
}
