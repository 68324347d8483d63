/**
 * A phone number as people write it, in the form the server asks for: `+` and digits. `0049 151/123 45-678` becomes
 * `+4915112345678`. What has no country's code is left without one, so that the server says what is missing.
 */
export function cleanPhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()./\u2010-\u2015-]/g, '')
    .replace(/^00/, '+')
}
