/** What is known of a still picture by walking through it, without decoding anything. */
export interface Walked {
  /** Where it ends; what a camera or somebody else put behind that is not part of it. */
  end: number
  /** What a camera noted, where the decoder does not look at it by itself. */
  exif?: Buffer | undefined
  /** Whether it is of a kind of its type that loses nothing. */
  isLossless?: boolean
}
