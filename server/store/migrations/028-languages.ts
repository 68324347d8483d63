import type { Migration } from 'kysely/migration'

/** The language that somebody chose to be written to in; null for who has not chosen. */
export const languages: Migration = {
  async up(db) {
    await db.schema.alterTable('accounts').addColumn('language', 'text').execute()
  },
}
