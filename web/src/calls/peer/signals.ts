import type { Signal } from '#protocol/calls'

/** A way to this browser, as it is signalled. */
export function signalOf({ candidate, sdpMid, sdpMLineIndex }: RTCIceCandidate): Signal {
  return { kind: 'candidate', candidate, sdp_mid: sdpMid, sdp_m_line_index: sdpMLineIndex }
}

/** A way to the other browser, as it was signalled. */
export function toCandidate(signal: Extract<Signal, { kind: 'candidate' }>): RTCIceCandidateInit {
  return { candidate: signal.candidate, sdpMid: signal.sdp_mid, sdpMLineIndex: signal.sdp_m_line_index }
}
