import type { FileSettings } from '../config'
import { diskStorage } from './disk'
import { s3Storage } from './s3'
import type { FileStorage } from './storage'

/** The storage of files that the configuration names. */
export function createFileStorage({ folder, s3 }: FileSettings): FileStorage {
  return s3 === null ? diskStorage(folder) : s3Storage(s3)
}
