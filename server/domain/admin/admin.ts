import { DomainError } from '../errors'

/** Who administers the server. Whoever has its command line may do what an owner may. */
export interface Admin {
  /** Null at the command line. */
  readonly id: string | null
  readonly role: 'owner' | 'admin'
  readonly address: string | null
}

export const commandLine: Admin = { id: null, role: 'owner', address: null }

/** @throws DomainError `forbidden` */
export function requireOwner(admin: Admin): void {
  if (admin.role !== 'owner') throw new DomainError('forbidden', { detail: 'Only an owner may do this.' })
}
