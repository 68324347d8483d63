import { m } from '#catalogue'

/** Why there can be no call here, or no microphone, camera or screen for it: a sentence that says what to do. */
export class CallProblem extends Error {}

const byName = {
  NotAllowedError: { audio: m.calls_microphone_refused, video: m.calls_camera_refused },
  NotFoundError: { audio: m.calls_microphone_missing, video: m.calls_camera_missing },
  OverconstrainedError: { audio: m.calls_microphone_missing, video: m.calls_camera_missing },
  NotReadableError: { audio: m.calls_microphone_taken, video: m.calls_camera_taken },
  AbortError: { audio: m.calls_microphone_taken, video: m.calls_camera_taken },
}

/** Turns what a browser says when it gives no device into words. Anything else is a defect and is thrown on. */
export function asCallProblem(error: unknown, kind: 'audio' | 'video'): CallProblem {
  if (error instanceof CallProblem) return error
  if (error instanceof DOMException && isKnown(error.name)) return new CallProblem(byName[error.name][kind]())
  throw error
}

function isKnown(name: string): name is keyof typeof byName {
  return Object.hasOwn(byName, name)
}
