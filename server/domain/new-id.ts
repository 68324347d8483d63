const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** A new opaque id: 80 random bits as 16 letters and digits. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('')
}
