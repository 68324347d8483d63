import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInspector, type InspectorOptions } from '#server/media/inspect'
import { type Inspected, MediaError } from '#server/media/inspected'
import { temporaryFolder } from './temporary-folder'

export interface Inspecting extends AsyncDisposable {
  /** What becomes of a file with this content, where nothing but pictures and videos is taken. */
  inspect(content: Uint8Array): Promise<Inspected>
  inspectAny(content: Uint8Array): Promise<Inspected>
  inspectPoster(content: Uint8Array): Promise<Inspected>
  /** What the refusal of such a file says. @throws when it is taken */
  refusal(content: Uint8Array): Promise<Pick<MediaError, 'code' | 'message'>>
  /** What lies in the temporary folder. */
  left(): string[]
}

/** Gives files to an inspector of its own, under a name that says they are a PNG. */
export function startInspecting(options: Partial<InspectorOptions> = {}): Inspecting {
  const given = temporaryFolder()
  const made = temporaryFolder()
  const inspector = createInspector({ temporaryFolder: made.path, ...options })
  let count = 0

  function write(content: Uint8Array): string {
    const path = join(given.path, `${++count}`)
    writeFileSync(path, content)
    return path
  }

  const inspect = (content: Uint8Array) =>
    inspector.inspect(write(content), { name: 'picture.png', otherFiles: false })

  return {
    inspect,
    inspectAny: (content) => inspector.inspect(write(content), { name: 'picture.png', otherFiles: true }),
    inspectPoster: (content) => inspector.inspectPoster(write(content)),
    async refusal(content) {
      try {
        await inspect(content)
      } catch (error) {
        if (error instanceof MediaError) return { code: error.code, message: error.message }
        throw error
      }
      throw new Error('the file was taken')
    },
    left: () => readdirSync(made.path),
    async [Symbol.asyncDispose]() {
      await inspector.stop()
      given.remove()
      made.remove()
    },
  }
}

/** What is to be stored. */
export function storedOf({ path }: Inspected): Buffer {
  return readFileSync(path)
}
