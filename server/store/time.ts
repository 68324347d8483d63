/** A moment as the database keeps it: milliseconds since 1970, UTC. */
export type Time = number
