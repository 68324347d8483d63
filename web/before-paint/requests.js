// Runs before the first paint, so that what is asked of the server first is on its way while the program itself is still coming: a
// request of the same address takes the answer. The cookie is the one that client/csrf-token.ts reads. Where this device keeps what
// was seen last, as client/storage/indexeddb-view.ts says, that is shown first, and nothing is to hold it up.
if (localStorage.getItem('natter view is kept') === null) {
  const paths = ['server']
  if (/(?:^|; )(?:__Host-)?natter_csrf=/.test(document.cookie)) {
    const [, roomId] = /^\/room\/([a-z0-9]{1,32})$/.exec(location.pathname) ?? []
    paths.push('auth/me', 'chat/rooms', ...(roomId ? [`chat/rooms/${roomId}/messages`] : []))
  }
  for (const path of paths) {
    const link = Object.assign(document.createElement('link'), {
      rel: 'preload',
      as: 'fetch',
      crossOrigin: 'anonymous',
    })
    link.href = `/api/v1/${path}`
    document.head.append(link)
  }
}
