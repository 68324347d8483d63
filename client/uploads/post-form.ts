/** Posts a form, and says how many bytes of it have gone out. Rejects when there is no answer. */
export type PostForm = (url: string, form: FormData, options: PostOptions) => Promise<Response>

export interface PostOptions {
  headers: Record<string, string>
  credentials: RequestCredentials
  signal: AbortSignal
  onProgress(sentBytes: number): void
}

export const postForm: PostForm = (...given) =>
  typeof XMLHttpRequest === 'undefined' ? postByFetch(...given) : postByXhr(...given)

/** That it is on its way is known then, but not how far it has come. */
const postByFetch: PostForm = (url, form, { headers, credentials, signal }) =>
  fetch(url, { method: 'POST', body: form, headers, credentials, signal })

/** Browsers say how much has gone out here alone. */
const postByXhr: PostForm = (url, form, { headers, credentials, signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.withCredentials = credentials === 'include'
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onload = () => resolve(responseOf(request))
    request.onerror = () => reject(new TypeError('The request was cut off.'))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })

function responseOf(request: XMLHttpRequest): Response {
  const retryAfter = request.getResponseHeader('retry-after')
  const headers = retryAfter === null ? {} : { 'retry-after': retryAfter }
  return new Response(request.responseText, { status: request.status, headers })
}
