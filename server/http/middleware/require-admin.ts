import type { Context, MiddlewareHandler } from 'hono'
import { requireProven } from '../../auth/confirm'
import type { Admin } from '../../domain/admin/admin'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'
import { requireIdentity } from '../router'

/** Turns everyone else away before anything of the request is looked at. */
export const requireAdmin: MiddlewareHandler<Environment> = async (c, next) => {
  adminOf(c)
  await next()
}

/**
 * Who administers, by their role as the database has it at this request.
 * @throws DomainError `unauthenticated`, `forbidden`
 */
export function adminOf(c: Context<Environment>): Admin {
  const { account, role } = requireIdentity(c).principal
  if (role === 'member') {
    throw new DomainError('forbidden', { detail: 'Only those who run this server may do this.' })
  }
  return { id: account.id, role, address: c.env.address }
}

/**
 * The same for what is dangerous.
 * @throws DomainError `reauthenticate` as well, unless they gave their password lately on this device
 */
export function provenAdminOf(c: Context<Environment>): Admin {
  const admin = adminOf(c)
  requireProven(requireIdentity(c).principal)
  return admin
}
