import { type Api, createApi } from '#client/api'
import { tokenCredentials } from '#client/credentials'
import { createRequester } from '#client/request'
import { password } from './people'

/** Somebody with an account who is not connected: they act by REST calls, and there is nothing to close. */
export interface Account {
  readonly id: string
  readonly username: string
  readonly api: Api
}

/** Registers somebody and signs them in. */
export async function newAccount(url: string, username: string): Promise<Account> {
  const credentials = tokenCredentials()
  const onSessionOver = () => {
    throw new Error(`The session of ${username} is over.`)
  }
  const api = createApi(createRequester({ url, credentials, language: () => null, onSessionOver }))
  const { id } = await api.register({ username, email: `${username}@example.org`, password })
  credentials.accept(await api.login({ username, password }))
  return { id, username, api }
}
