/**
 * Says how a file is to be shown and what to call it where it is saved (RFC 6266): in ASCII for old programs, and in full
 * (RFC 8187) for all others.
 */
export function contentDisposition(manner: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${manner}; filename="${plain}"; filename*=UTF-8''${exact}`
}
