/**
 * What happens at once, or after a few seconds, takes less than this on a machine that is busy with something else; what
 * hangs takes more. Figures are judged by `npm run test:faults` and `npm run bench`, never by `npm test`.
 */
export const patienceMs = 60_000
