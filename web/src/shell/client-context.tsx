import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Client } from '#client/client'
import type { Readable } from '#client/readable'
import type { Me } from '#protocol/accounts'
import type { ServerInfo } from '#protocol/server-info'

const ClientContext = createContext<Client | null>(null)
const ServerContext = createContext<ServerInfo | null>(null)
const MeContext = createContext<Me | null>(null)

export const ClientProvider = ClientContext.Provider
export const ServerProvider = ServerContext.Provider
export const MeProvider = MeContext.Provider

export const useClient = () => provided(useContext(ClientContext), 'client')

/** What the server says of itself. */
export const useServer = () => provided(useContext(ServerContext), 'server')

/** What this server allows. */
export const usePolicy = () => useServer().policy

/** Who is signed in. Only inside the workspace. */
export const useMe = () => provided(useContext(MeContext), 'me')

/** The value of a `Readable`; the component is drawn again after each change. */
export function useReadable<Value>(readable: Readable<Value>): Value {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable])
  return useSyncExternalStore(subscribe, () => readable.get())
}

function provided<Value>(value: Value | null, name: string): Value {
  if (value === null) throw new Error(`There is no provider of ${name} above this component.`)
  return value
}
