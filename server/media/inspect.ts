import { open } from 'node:fs/promises'
import type { FileKind } from '#protocol/files'
import { type Inspected, unsupported } from './inspected'

export interface Inspector {
  /** @throws MediaError */
  inspect(path: string, claims: { name: string; otherFiles: boolean }): Promise<Inspected>
  /** @throws MediaError for what is no picture that stands still */
  inspectPoster(path: string): Promise<Inspected>
  stop(): Promise<void>
}

/** Looks at what files are, by their content. */
export function createInspector(_options: { temporaryFolder: string }): Inspector {
  async function inspect(path: string, { otherFiles }: { otherFiles: boolean }): Promise<Inspected> {
    const { size, head } = await beginningOf(path)
    const found = signatures.find(({ at, bytes }) =>
      head.subarray(at, at + bytes.length).equals(Buffer.from(bytes, 'latin1')),
    )
    if (!found && !otherFiles) return unsupported('Files of this kind are not taken here.')
    const { kind, type } = found ?? { kind: 'other' as const, type: 'application/octet-stream' }
    return {
      ...{ kind, type, size, path, previews: [] },
      ...{ width: null, height: null, duration_ms: null, placeholder: null },
    }
  }
  return {
    inspect,
    async inspectPoster(path) {
      const inspected = await inspect(path, { otherFiles: false })
      if (inspected.kind !== 'picture') return unsupported('Files of this kind are not taken here.')
      return inspected
    },
    stop: async () => {},
  }
}

const signatures: { kind: FileKind; type: string; at: number; bytes: string }[] = [
  { kind: 'picture', type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { kind: 'picture', type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { kind: 'animation', type: 'image/gif', at: 0, bytes: 'GIF89a' },
  { kind: 'picture', type: 'image/webp', at: 8, bytes: 'WEBP' },
  { kind: 'video', type: 'video/mp4', at: 4, bytes: 'ftyp' },
  { kind: 'video', type: 'video/webm', at: 0, bytes: '\x1aE\xdf\xa3' },
]

async function beginningOf(path: string): Promise<{ size: number; head: Buffer }> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const { buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return { size, head: buffer }
  } finally {
    await handle.close()
  }
}
