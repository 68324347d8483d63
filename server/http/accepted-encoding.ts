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
  const accepted = parse(header)
  const isAccepted = (name: Encoding) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0
  return encodings.find(({ name }) => atHand.has(name) && isAccepted(name))?.name ?? null
}

/** `gzip, br;q=0.5` as names with their weights; a weight of 0 refuses. */
function parse(header: string): Map<string, number> {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    weights.set(name, weight === undefined ? 1 : Number(weight))
  }
  return weights
}
