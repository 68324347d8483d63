import { weightsOf } from './weights'

/** Best first. `suffix` names a compressed file after the one it was made from. */
export const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const
export type Encoding = (typeof encodings)[number]['name']

/**
 * The best encoding of those at hand that an Accept-Encoding header takes. Null when it takes none of them: an
 * answer that is not compressed serves everyone.
 */
export function acceptedEncoding(header: string, atHand: { has(name: Encoding): boolean }): Encoding | null {
  const accepted = weightsOf(header)
  const isAccepted = (name: Encoding) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0
  return encodings.find(({ name }) => atHand.has(name) && isAccepted(name))?.name ?? null
}
