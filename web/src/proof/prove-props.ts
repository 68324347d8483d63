import type { Proof } from '#protocol/proofs'
import type { ProvenAction } from '#protocol/proven-action'

export interface ProveProps {
  purpose: ProvenAction
  /** What the button says that does it. */
  action: string
  look?: 'main' | 'danger'
  /** Nothing is done before this holds. */
  isReady?: boolean
  run: (proof: Proof) => Promise<void>
}
