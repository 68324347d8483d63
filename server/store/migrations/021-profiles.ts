import type { Migration } from 'kysely/migration'

/** What people are called beside their username, and the hue of their face. */
export const profiles: Migration = {
  async up(db) {
    await db.schema.alterTable('accounts').addColumn('display_name', 'text').execute()
    await db.schema.alterTable('accounts').addColumn('color', 'integer').execute()
  },
}
