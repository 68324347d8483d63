/** What is known of a video, and which pieces of it nobody needs to play it. */
export interface Video {
  width: number
  height: number
  duration_ms: number | null
  blank: readonly Piece[]
}

/** Where a piece of a file begins, where its content does, and where it ends. */
export interface Piece {
  start: number
  from: number
  end: number
}
