import Database from 'libsql'

/**
 * What people put behind `ws` or Socket.IO to keep messages: the same SQLite library with the same promise (WAL,
 * synchronous=FULL), one INSERT and so one commit per post, done before the post is acknowledged.
 */
export class MessageTable {
  commits = 0
  readonly #db: Database.Database
  readonly #insert: Database.Statement

  constructor(path: string) {
    const db = new Database(path)
    this.#db = db
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = FULL')
    db.exec('PRAGMA cache_size = -65536')
    db.exec('PRAGMA wal_autocheckpoint = 4000')
    db.exec('CREATE TABLE messages(id INTEGER PRIMARY KEY, room TEXT NOT NULL, author TEXT, text TEXT, at INTEGER)')
    this.#insert = db.prepare('INSERT INTO messages(room, author, text, at) VALUES (?, ?, ?, ?)')
  }

  add(room: string, author: string, text: string): void {
    this.#insert.run(room, author, text, Date.now())
    this.commits++
  }

  close(): void {
    this.#db.close()
  }
}
