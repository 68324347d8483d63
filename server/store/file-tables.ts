import type { Generated } from 'kysely'
import type { FileKind } from '#protocol/files'
import type { Time } from './time'

/** Files that people sent. The bytes lie elsewhere: see server/files. */
export interface FilesTable {
  /** Random, and the name its bytes lie under. */
  id: string
  owner_id: string
  /**
   * `arriving` while its bytes come in or are looked at: then `size` is what was announced. `removed` when nobody is shown
   * it any more and its bytes are about to go.
   */
  state: 'arriving' | 'ready' | 'removed'
  kind: FileKind
  type: string
  name: string
  size: number
  width: number | null
  height: number | null
  duration_ms: number | null
  placeholder: string | null
  /** The widths of its previews, separated by commas. */
  previews: Generated<string>
  has_poster: Generated<0 | 1>
  /** The media type of the poster, if there is one. */
  poster_type: string | null
  alt: Generated<string>
  /** Null until it is sent, and again when its message is gone. */
  message_id: number | null
  /** Its place in the message, from 0. */
  position: Generated<number>
  created_at: Time
  /** When it was sent; null until then. */
  attached_at: Time | null
}
