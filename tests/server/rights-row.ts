import type { Probe } from '../harness/probe-people'
import type { Statuses } from './rights-roles'

/** What a request may name: a room, somebody else in it, somebody outside, the owner's text, another's session. */
export interface Objects {
  room: string
  otherMember: Probe
  outsider: Probe
  ownersText: string
  foreignSession: string
}

/** A route: how it is asked, and what each role gets. */
export interface RouteRights {
  /** The path with its objects, and its query. */
  path(objects: Objects): string
  json?(objects: Objects): unknown
  /** The status each role gets. */
  statuses: Statuses
}

/** A path without objects. */
export const fixed = (path: string) => () => path
