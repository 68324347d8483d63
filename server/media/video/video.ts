/** What is known of a video, and which pieces of it nobody needs to play it. */
export interface Video {
  width: number
  height: number
  duration_ms: number | null
  blank: readonly Piece[]
  /** What else is to be overwritten by zeros: it is no piece that a reader would come across. */
  erase: readonly Extent[]
}

export interface Extent {
  from: number
  end: number
}

/** Where a piece of a file begins, where its content does, and where it ends. */
export interface Piece extends Extent {
  start: number
}
