import type { Migration } from 'kysely/migration'

/** What the poster of a video is, so that it can be served as that. */
export const posters: Migration = {
  async up(db) {
    await db.schema.alterTable('files').addColumn('poster_type', 'text').execute()
  },
}
