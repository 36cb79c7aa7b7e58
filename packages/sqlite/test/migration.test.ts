import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../src/index.ts'
import { newPath } from './with-folder.ts'

// As version 1 wrote it, letter for letter: this must go on opening.
const version1 = `
  CREATE TABLE channels(
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
      json_each('[' || replace(events, char(10), ',') || ']') AS line;
`
const rows = `
  INSERT INTO channels VALUES (1, 'chat/general', 'e1'), (2, 'other', 'e9');
  INSERT INTO batches VALUES (1, 3, 1, '1' || char(10) || '2' || char(10) || '3'), (1, 4, 4, '"four' || char(10) || '"'),
    (2, 1, 1, '{"a":"한"}');
  INSERT INTO outcomes VALUES ('c1 ana 1 2', 3, 1760000000);
  INSERT INTO snapshots VALUES (1, 3, '{"at":3}');
`
const at = 1_760_000_000_000

/** A data file of version 1, as its process left it: in WAL mode, with our name in the header. */
function oldFile(more = ''): string {
  const path = newPath()
  const db = new Database(path)
  db.exec(`BEGIN; PRAGMA application_id = ${0x50726c79}; ${version1} PRAGMA user_version = 1; COMMIT`)
  db.exec(`PRAGMA journal_mode = WAL; ${rows} ${more}`)
  db.close()
  return path
}

function ask(path: string, sql: string): unknown[] {
  const db = new Database(path)
  const answer = db.prepare(sql).raw().all()
  db.close()
  return answer
}

describe('a data file of version 1', () => {
  it('is brought up to the present version when it is opened, with all it holds', async () => {
    const path = oldFile()
    const store = openSqlite(path)
    expect(await store.load('chat/general')).toEqual({
      epoch: 'e1',
      offset: 4,
      snapshot: { offset: 3, state: '{"at":3}' },
      events: [{ offset: 4, event: '"four\n"' }],
    })
    expect(await store.readAfter('chat/general', 0, 9)).toHaveLength(4)
    expect(await store.load('other')).toMatchObject({ epoch: 'e9', events: [{ offset: 1, event: '{"a":"한"}' }] })
    expect(await store.outcome('chat/general', 'ana', 'c1')).toBe(3)
    await store.close()
    expect(ask(path, 'PRAGMA user_version')).toEqual([[2]])
    expect(ask(path, "SELECT event FROM log WHERE channel = 'other'")).toEqual([['{"a":"한"}']])
  })

  it('can do afterwards what a new one can', async () => {
    const path = oldFile()
    const document = { collection: 'messages', id: 'm1', order: 5, body: '{}', text: 'hello world' }
    const plan = { id: 'p1', dueAt: at, to: 'other', command: 'close', input: '{}' }
    for (let opening = 0; opening < 2; opening++) {
      const store = openSqlite(path)
      const writes = [{ do: 'put', document } as const, { do: 'plan', plan } as const]
      const batch = { channel: 'chat/general', epoch: 'e1', events: ['5'], outcomes: [], at }
      expect(await store.commit([{ ...batch, after: 4 + opening, writes }])).toEqual([{ ok: true }])
      expect(await store.search('chat/general', 'messages', 'world', undefined, 9)).toEqual([document])
      expect(await store.duePlans(at, 9)).toEqual([{ ...plan, from: 'chat/general' }])
      await store.close()
    }
    const store = openSqlite(path)
    expect(await store.trim('chat/general', 2)).toBe(2)
    expect((await store.readAfter('chat/general', 0, 9)).map(({ offset }) => offset)).toEqual([3, 4, 5, 6])
    await store.rewrite('other', 'e10', [{ offset: 1, event: '"new"' }], undefined)
    expect(await store.load('other')).toMatchObject({ epoch: 'e10', events: [{ offset: 1, event: '"new"' }] })
    await store.close()
  })

  it('has the same tables afterwards as a new one', async () => {
    const old = oldFile()
    const fresh = newPath()
    for (const path of [old, fresh]) await openSqlite(path).close()
    const tables = 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name'
    const plain = (path: string) => JSON.stringify(ask(path, tables)).replaceAll(/(\\n|\s)+/g, ' ')
    expect(plain(old)).toBe(plain(fresh))
  })

  it('is left whole in its old version if that fails half-way', async () => {
    const path = oldFile('CREATE TABLE plans(theirs)')
    expect(() => openSqlite(path)).toThrow(expect.objectContaining({ code: 'ERR_STORE_FAILED' }))
    expect(ask(path, 'PRAGMA user_version')).toEqual([[1]])
    expect(ask(path, "SELECT name FROM pragma_table_info('batches')")).toEqual([
      ['channel'],
      ['last'],
      ['first'],
      ['events'],
    ])
    expect(ask(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'documents'")).toEqual([[0]])
    const db = new Database(path)
    db.exec('DROP TABLE plans')
    db.close()
    const store = openSqlite(path)
    expect((await store.load('chat/general'))?.offset).toBe(4)
    await store.close()
  })
})
