import { type CodeRequested, codeRequested } from '#protocol/codes'
import { type Proof, type ProofWays, proofWays } from '#protocol/proofs'
import type { ProvenAction } from '#protocol/proven-action'
import type { Requester } from './request'

/** The REST calls for what only its own person may do with an account. Each rejects with an `ApiError`. */
export function ownDataApi({ json, file }: Pick<Requester, 'json' | 'file'>) {
  return {
    /** By what one can prove that it is oneself. */
    proofWays: (): Promise<ProofWays> => json(proofWays, { method: 'GET', path: '/auth/me/proofs' }),
    requestProofCode: (purpose: ProvenAction): Promise<CodeRequested> =>
      json(codeRequested, { method: 'POST', path: '/auth/me/proof-code', body: { purpose } }),
    /** Everything that is one's own, as a file. */
    exportAccount: (body: Proof): Promise<Blob> =>
      file({ method: 'POST', path: '/auth/me/export', body, timeoutMs: 10 * 60_000 }),
  }
}
