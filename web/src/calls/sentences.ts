import { m } from '#catalogue'
import type { CallEnd } from '#protocol/calls'
import type { Quality } from './peer/quality'
import type { Step } from './step'

/** How a call ended, for the one who sees it end. */
export function endSentence(end: CallEnd | null, isCaller: boolean, name: string): string {
  switch (end) {
    case 'declined':
      return isCaller ? m.calls_ended_declined({ name }) : m.calls_ended_you_declined()
    case 'busy':
      return m.calls_ended_busy({ name })
    case 'missed':
      return isCaller ? m.calls_ended_no_answer({ name }) : m.calls_ended_missed({ name })
    case 'cancelled':
      return isCaller ? m.calls_ended_you_cancelled() : m.calls_ended_missed({ name })
    case 'gone':
      return m.calls_ended_gone({ name })
    case 'failed':
      return m.calls_ended_failed()
    case 'hung_up':
    case null:
      return m.calls_ended()
  }
}

export const stepSentences: Record<Exclude<Step, 'ended' | 'refused'>, (name: { name: string }) => string> = {
  asking: m.calls_asking,
  ringing: m.calls_ringing,
  connecting: m.calls_connecting,
  open: m.calls_open,
  lost: m.calls_lost,
}

/** What is said of the line while it is not good. */
export const qualitySentences: Record<Exclude<Quality, 'good'>, () => string> = {
  weak: m.calls_quality_weak,
  bad: m.calls_quality_bad,
}
