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
import { searchIndex } from './migrations/011-search'
import { mailedCodes } from './migrations/012-mailed-codes'
import { deletedAccounts } from './migrations/013-deleted-accounts'
import { identities } from './migrations/014-identities'
import { passkeys } from './migrations/015-passkeys'
import { guests } from './migrations/016-guests'
import { audit } from './migrations/017-audit'
import { administration } from './migrations/018-administration'
import { contacts } from './migrations/019-contacts'
import { knownDevices } from './migrations/020-known-devices'
import { profiles } from './migrations/021-profiles'
import { reactions } from './migrations/022-reactions'
import { drafts } from './migrations/023-drafts'
import { finding } from './migrations/024-finding'
import { notifications } from './migrations/025-notifications'
import { files } from './migrations/026-files'
import { posters } from './migrations/027-posters'
import { languages } from './migrations/028-languages'
import { roomRetention } from './migrations/029-room-retention'

/**
 * Runs the migrations that are missing, all in one transaction: an interrupted start leaves the schema as
 * it was, and the next one begins again.
 */
export async function migrate<Schema>(db: Kysely<Schema>, countingKey: CountingKey): Promise<void> {
  const migrator = new Migrator({
    db,
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
        '011-search': searchIndex(countingKey),
        '012-mailed-codes': mailedCodes,
        '013-deleted-accounts': deletedAccounts,
        '014-identities': identities,
        '015-passkeys': passkeys,
        '016-guests': guests,
        '017-audit': audit(countingKey),
        '018-administration': administration,
        '019-contacts': contacts,
        '020-known-devices': knownDevices,
        '021-profiles': profiles,
        '022-reactions': reactions,
        '023-drafts': drafts,
        '024-finding': finding(countingKey),
        '025-notifications': notifications,
        '026-files': files,
        '027-posters': posters,
        '028-languages': languages,
        '029-room-retention': roomRetention,
      }),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
