/** Raised when a frame changes in a way an older client cannot ignore. */
export const protocolVersion = 1
