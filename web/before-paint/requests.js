// Runs before the first paint, so that what every start asks of the server is on its way while the program itself is still coming:
// a request of the same address takes the answer. The cookie is the one that client/csrf-token.ts reads.
{
  const isMaybeSignedIn = /(?:^|; )(?:__Host-)?natter_csrf=/.test(document.cookie)
  for (const path of isMaybeSignedIn ? ['server', 'auth/me'] : ['server']) {
    const link = Object.assign(document.createElement('link'), {
      rel: 'preload',
      as: 'fetch',
      crossOrigin: 'anonymous',
    })
    link.href = `/api/v1/${path}`
    document.head.append(link)
  }
}
