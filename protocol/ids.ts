import { z } from 'zod'

/** An opaque id: compare it, never read meaning into it. */
export const id = z.string().check(z.regex(/^[a-z0-9]{1,32}$/, 'must be an id'))

/** Chosen by the sender once per message, so that a repeated send is recognised. A UUID (version 7) is usual. */
export const clientId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _'))

/** A number of a room's log, from 1. */
export const seq = z.int().check(z.gte(1))

/** How far somebody has read or received a room's log; 0 is not at all. */
export const mark = z.int().check(z.gte(0))

/** A moment in ISO 8601, UTC. */
export const timestamp = z.iso.datetime()
