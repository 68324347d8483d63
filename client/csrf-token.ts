const names = ['__Host-natter_csrf', 'natter_csrf']

/** Finds the readable CSRF cookie in what `document.cookie` says. Over HTTPS its name has the prefix. */
export function csrfToken(cookies: string): string | null {
  const pairs = new Map(
    cookies.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, value.join('=')]
    }),
  )
  for (const name of names) {
    const value = pairs.get(name)
    if (value) return decodeURIComponent(value)
  }
  return null
}
