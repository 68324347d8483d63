/**
 * What happens at once, or after a few seconds, takes less than this on a machine that is busy with something else; what
 * hangs takes more. Figures are judged by `npm run test:faults` and `npm run bench`, never by `npm test`.
 */
export const patienceMs = 60_000

/** Waits until something has come about. @throws Error when it does not, however busy the machine is */
export async function comesAbout(what: string, hasComeAbout: () => boolean): Promise<void> {
  const givenUpAt = performance.now() + patienceMs
  while (!hasComeAbout()) {
    if (performance.now() > givenUpAt) throw new Error(`this did not come about: ${what}`)
    await Bun.sleep(5)
  }
}
