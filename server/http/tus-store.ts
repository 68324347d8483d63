import type { Readable } from 'node:stream'
import { DataStore, Upload } from '@tus/server'
import type { Account, App } from '../context'
import { unsentMs } from '../domain/files/removal'
import { removeUnsent } from '../domain/files/remove'
import { addPart, beginUpload, progressOf } from '../domain/files/resumable'

/** What the tus protocol asks of the files of one person. */
export class UploadsOf extends DataStore {
  readonly #app: App
  readonly #owner: Account

  constructor(app: App, owner: Account) {
    super()
    this.#app = app
    this.#owner = owner
    this.extensions = ['creation', 'termination', 'expiration']
  }

  override async create(upload: Upload): Promise<Upload> {
    const { name, type } = upload.metadata ?? {}
    const announced = { name: name ?? '', type: type ?? '', size: upload.size ?? 0 }
    upload.id = await beginUpload(this.#app, this.#owner, announced)
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const { name, type, size, offset, createdAt } = await progressOf(this.#app, this.#owner, id)
    const creation_date = new Date(createdAt).toISOString()
    return new Upload({ id, size, offset, creation_date, metadata: { name, type } })
  }

  override async write(stream: Readable, id: string): Promise<number> {
    return addPart(this.#app, await progressOf(this.#app, this.#owner, id), stream)
  }

  override remove(id: string): Promise<void> {
    return removeUnsent(this.#app, this.#owner, id)
  }

  override getExpiration(): number {
    return unsentMs
  }
}
