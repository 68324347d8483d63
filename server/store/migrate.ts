import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { type CountingKey, foundation } from './migrations/001-foundation'
import { presence } from './migrations/002-presence'
import { deliveredMarks } from './migrations/003-delivered-marks'
import { messageChanges } from './migrations/004-message-changes'
import { unreadMarks } from './migrations/005-unread-marks'
import { markSteps } from './migrations/006-mark-steps'
import { mentions } from './migrations/007-mentions'
import { preferences } from './migrations/008-preferences'
import { changedRooms } from './migrations/009-changed-rooms'
import { mail } from './migrations/010-mail'
import { searchIndex } from './migrations/010-search'
import { mailedCodes } from './migrations/011-mailed-codes'
import { deletedAccounts } from './migrations/012-deleted-accounts'
import { identities } from './migrations/020-identities'
import { passkeys } from './migrations/021-passkeys'
import { guests } from './migrations/022-guests'
import { audit } from './migrations/030-audit'
import { administration } from './migrations/031-administration'
import { contacts } from './migrations/050-contacts'
import { knownDevices } from './migrations/051-known-devices'
import { profiles } from './migrations/052-profiles'

/**
 * Runs the migrations that are missing, all in one transaction: an interrupted start leaves the schema as
 * it was, and the next one begins again.
 */
export async function migrate<Schema>(db: Kysely<Schema>, countingKey: CountingKey): Promise<void> {
  const migrator = new Migrator({
    db,
    // Numbers are given to parts of the program in ranges, so a later one may be there before an earlier one.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () => ({
        '001-foundation': foundation(countingKey),
        '002-presence': presence,
        '003-delivered-marks': deliveredMarks,
        '004-message-changes': messageChanges,
        '005-unread-marks': unreadMarks,
        '006-mark-steps': markSteps,
        '007-mentions': mentions,
        '008-preferences': preferences,
        '009-changed-rooms': changedRooms,
        '010-mail': mail,
        '010-search': searchIndex(countingKey),
        '011-mailed-codes': mailedCodes,
        '012-deleted-accounts': deletedAccounts,
        '020-identities': identities,
        '021-passkeys': passkeys,
        '022-guests': guests,
        '030-audit': audit(countingKey),
        '031-administration': administration,
        '050-contacts': contacts,
        '051-known-devices': knownDevices,
        '052-profiles': profiles,
      }),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
