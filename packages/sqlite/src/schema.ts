/** What each version of the tables adds to the one before. What is written here has files: never change it, add to it. */
const versions: readonly string[] = [
  // `log` is for people who look into the file: one row an event. Nothing of ours reads it.
  `CREATE TABLE channels(
     id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, epoch TEXT NOT NULL) STRICT;
   CREATE TABLE batches(
     channel INTEGER NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL, events TEXT NOT NULL,
     PRIMARY KEY (channel, last)) STRICT, WITHOUT ROWID;
   CREATE TABLE outcomes(
     key TEXT PRIMARY KEY, offset INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE snapshots(
     channel INTEGER PRIMARY KEY, offset INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
   CREATE VIEW log(channel, offset, event) AS
     SELECT name, first + line.key, line.value FROM batches JOIN channels ON channels.id = batches.channel,
       json_each('[' || replace(events, char(10), ',') || ']') AS line;`,
  // Rows of version 1 have no checksum, and get none: whether they are still what was written, nobody can know any more.
  // `trimmed` is the offset up to which events were dropped. `isSorted` says that no document of the collection has a
  // smaller order than one with a smaller key. `terms` has a row for each document with a text, under the document's key.
  `ALTER TABLE channels ADD COLUMN trimmed INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE channels ADD COLUMN checksum INTEGER;
   ALTER TABLE batches ADD COLUMN checksum INTEGER;
   ALTER TABLE snapshots ADD COLUMN checksum INTEGER;
   CREATE TABLE collections(
     id INTEGER PRIMARY KEY, channel INTEGER NOT NULL, name TEXT NOT NULL, isSorted INTEGER NOT NULL DEFAULT 1,
     UNIQUE (channel, name)) STRICT;
   CREATE TABLE documents(
     key INTEGER PRIMARY KEY, collection INTEGER NOT NULL, id TEXT NOT NULL, "order" INTEGER NOT NULL, person TEXT,
     checksum INTEGER NOT NULL, body TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (collection, id)) STRICT;
   CREATE INDEX documents_in_order ON documents(collection, "order", id);
   CREATE INDEX documents_of_person ON documents(person, "order", id) WHERE person IS NOT NULL;
   CREATE VIRTUAL TABLE terms USING fts5(
     words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
   CREATE TABLE plans(
     key INTEGER PRIMARY KEY, channel INTEGER NOT NULL, id TEXT NOT NULL, due INTEGER NOT NULL, target TEXT NOT NULL,
     command TEXT NOT NULL, input TEXT NOT NULL, UNIQUE (channel, id)) STRICT;
   CREATE INDEX plans_by_due ON plans(due);`,
]

/** The version of the tables. A file with a higher one is left alone, one with a lower one is brought up to this. */
export const schemaVersion: number = versions.length

/** The tables that must be there; virtual ones too. */
export const tables: readonly string[] = [
  'channels',
  'batches',
  'outcomes',
  'snapshots',
  'collections',
  'documents',
  'terms',
  'plans',
]

/** The statements that bring tables of this version (0: none at all) up to `schemaVersion`. */
export function schemaFrom(version: number): string {
  return `${versions.slice(version).join('\n')}\nPRAGMA user_version = ${schemaVersion};`
}
