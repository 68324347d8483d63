import type { Answer } from './request'

/** What a browser remembers of answers: cookies by name. */
export interface CookieJar {
  take(answer: Answer): void
  get(name: string): string | null
  /** The `Cookie` header. */
  header(): string
}

export function cookieJar(): CookieJar {
  const cookies = new Map<string, string>()
  return {
    take(answer) {
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at))
        else cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
    },
    get: (name) => cookies.get(name) ?? null,
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  }
}
