/** SQLite, PostgreSQL and the operating system each say in their own words that there is no room left. */
const codes: ReadonlySet<unknown> = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', '53100', 'ENOSPC'])

/** Whether something failed because the disk is full. It may succeed, as it is, once there is room again. */
export function isOutOfSpace(error: unknown): boolean {
  return codes.has(codeOf(error))
}

/**
 * Whether the disk under an embedded database did not do what it was told. What it holds of the write that failed is
 * not known to this process any more, and a second attempt may seem to succeed without anything being durable.
 */
export function isDiskFailure(error: unknown): boolean {
  return !isOutOfSpace(error) && String(codeOf(error)).startsWith('SQLITE_IOERR')
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** What changes nothing can be committed on a full disk too: only a while without a failure says that there is room. */
const calmMs = 10_000

/** Says when the disk turns out to be full, and when it is so no longer: once each time. */
export function watchSpace(onSpace: (hasSpace: boolean) => void) {
  let fullAt: number | null = null

  return {
    committed() {
      if (fullAt === null || performance.now() - fullAt < calmMs) return
      fullAt = null
      onSpace(true)
    },
    failed(error: unknown) {
      if (!isOutOfSpace(error)) return
      if (fullAt === null) onSpace(false)
      fullAt = performance.now()
    },
  }
}
export type SpaceWatch = ReturnType<typeof watchSpace>
