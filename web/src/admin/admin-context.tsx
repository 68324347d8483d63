import { createContext, useContext } from 'react'
import type { AdminApi } from '#client/admin-api'

const AdminApiContext = createContext<AdminApi | null>(null)

export const AdminApiProvider = AdminApiContext.Provider

/** The calls of those who run the server. Only inside the admin page. */
export function useAdminApi(): AdminApi {
  const api = useContext(AdminApiContext)
  if (api === null) throw new Error('There is no admin page above this component.')
  return api
}
