import { type Api, createApi } from '#client/api'
import { tokenCredentials } from '#client/credentials'
import { createRequester } from '#client/request'

export const password = 'Kingfisher 7 reeds'

/** Somebody with an account, who acts through the REST calls of the client library. */
export interface Person {
  readonly id: string
  readonly username: string
  readonly api: Api
}

/** Registers somebody and signs them in. */
export async function newPerson(url: string, username: string): Promise<Person> {
  const credentials = tokenCredentials()
  const onSessionOver = () => {
    throw new Error(`The session of ${username} is over.`)
  }
  const api = createApi(createRequester({ url, credentials, onSessionOver }))
  const { id } = await api.register({ username, email: `${username}@example.org`, password })
  credentials.accept(await api.login({ username, password }))
  return { id, username, api }
}
