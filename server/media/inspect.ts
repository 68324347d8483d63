import { join } from 'node:path'
import { type Inspected, MediaError } from './inspected'
import { outputPath, previewPath, removeOutputs } from './outputs'
import type { Answer, Task } from './worker-messages'
import { createWorkerProcess, type WorkerOptions } from './worker-process'

export interface InspectorOptions extends Partial<WorkerOptions> {
  /** Where new files are put, on the disk that has room for them. Whoever asked moves or removes them. */
  temporaryFolder: string
}

export interface Inspector {
  /**
   * Finds out by its content what a file is. Still pictures are decoded and encoded anew, GIFs are written anew, of a
   * video what tells of the place it was taken at is blanked out in the given file; `other` files stay as they are.
   * `name` is what its sender calls it, and counts for nothing.
   * @throws MediaError; then nothing new is left in the temporary folder
   */
  inspect(path: string, claims: { name: string; otherFiles: boolean }): Promise<Inspected>
  /** The same for a picture that stands for a video: a JPEG, PNG or WebP. @throws MediaError */
  inspectPoster(path: string): Promise<Inspected>
  /** Ends the process that looks at files; what waits is refused with `unavailable`. */
  stop(): Promise<void>
}

/** Files are looked at one after the other in a process of its own, which may die of one without harm to anything else. */
export function createInspector({ temporaryFolder, ...options }: InspectorOptions): Inspector {
  const worker = createWorkerProcess(options)

  async function run(asked: Omit<Task, 'output'>): Promise<Inspected> {
    const output = join(temporaryFolder, crypto.randomUUID())
    try {
      return inspectedFrom(await worker.run({ ...asked, output }), asked.path, output)
    } catch (error) {
      await removeOutputs(output)
      throw error
    }
  }

  return {
    inspect: (path, { otherFiles }) => run({ path, wanted: otherFiles ? 'any' : 'media' }),
    inspectPoster: (path) => run({ path, wanted: 'poster' }),
    stop: () => worker.stop(),
  }
}

/** The worker names no paths: whatever became of it, nothing but what was asked for is stored. */
function inspectedFrom(answer: Answer, given: string, output: string): Inspected {
  if (answer.outcome === 'refused') throw new MediaError(answer.code, answer.sentence)
  if (answer.outcome === 'failed') throw Object.assign(new Error(answer.message), { code: answer.code })
  const { isNew, previews, ...found } = answer.found
  return {
    ...found,
    path: isNew ? outputPath(output) : given,
    previews: previews.map((width) => ({ width, path: previewPath(output, width) })),
  }
}
