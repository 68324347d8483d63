export interface Latency {
  p50: number
  p95: number
  p99: number
}

/** Percentiles of measured milliseconds. */
export function latencyOf(samples: readonly number[]): Latency {
  const sorted = samples.toSorted((left, right) => left - right)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
