import type { Answer } from './request'

/** What a browser remembers of answers: cookies by name. */
export interface CookieJar {
  take(answer: Answer): void
  get(name: string): string | null
  /** The `Cookie` header. */
  header(): string
  /** Another jar with nothing but this cookie. */
  only(name: string): CookieJar
}

export function cookieJar(held: Iterable<[string, string]> = []): CookieJar {
  const cookies = new Map(held)
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
    only: (name) => cookieJar([...cookies].filter(([held]) => held === name)),
  }
}
