import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreError } from '@parley/channel/store'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../src/index.ts'
import { openDatabase } from '../src/open-database.ts'
import { newPath, startWriter } from './with-folder.ts'

const batch = { channel: 'a', epoch: 'e', after: 0, events: ['1'], outcomes: [], at: 0 }

function refusal(path: string): StoreError {
  try {
    openSqlite(path)
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError)
    expect((error as StoreError).message).toContain(dirname(path))
    return error as StoreError
  }
  throw new Error(`${path} was opened`)
}

describe('opening a data file', () => {
  it('has WAL and synchronous=FULL at the first opening and at every later one', () => {
    const path = newPath()
    for (let opening = 0; opening < 3; opening++) {
      const { db, lock } = openDatabase(path, undefined)
      expect(db.prepare('PRAGMA journal_mode').raw().get()).toEqual(['wal'])
      expect(db.prepare('PRAGMA synchronous').raw().get()).toEqual([2])
      db.close()
      lock.release()
    }
  })

  it('leaves a file that is not SQLite as it is', () => {
    const path = newPath()
    for (const content of ['short', 'The quick brown fox. '.repeat(1000)]) {
      writeFileSync(path, content)
      expect(refusal(path).code).toBe('ERR_STORE_NOT_OURS')
      expect(readFileSync(path, 'utf8')).toBe(content)
      expect(readdirSync(dirname(path))).toEqual(['parley.db'])
    }
  })

  it.each(['delete', 'wal'])("leaves another program's SQLite database as it is, in journal mode %s", (mode) => {
    const path = newPath()
    const other = new Database(path)
    other.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE theirs(a); INSERT INTO theirs VALUES (1)`)
    other.close()
    const content = readFileSync(path)
    const error = refusal(path)
    expect(error.code).toBe('ERR_STORE_NOT_OURS')
    expect(error.message).toMatch(/another program.*Choose another path/)
    expect(readFileSync(path).equals(content)).toBe(true)
    expect(readdirSync(dirname(path))).toEqual(['parley.db'])
  })

  it('leaves a file of a newer version as it is', async () => {
    const path = newPath()
    await openSqlite(path).close()
    const db = new Database(path)
    db.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()
    const content = readFileSync(path)
    const error = refusal(path)
    expect(error.code).toBe('ERR_STORE_NEWER')
    expect(error.message).toContain('data version 99')
    expect(readFileSync(path).equals(content)).toBe(true)
  })

  it('takes an empty file for a new one', async () => {
    const path = newPath()
    writeFileSync(path, '')
    const store = openSqlite(path)
    expect(await store.commit([batch])).toEqual([{ ok: true }])
    await store.close()
  })

  it('says that the folder is missing, or is none, or that the path is a folder', () => {
    const path = newPath()
    const missing = join(dirname(path), 'missing', 'parley.db')
    expect(refusal(dirname(path)).code).toBe('ERR_STORE_PATH')
    writeFileSync(path, 'a file')
    for (const wrong of [missing, join(path, 'parley.db')]) {
      expect(() => openSqlite(wrong)).toThrow(expect.objectContaining({ code: 'ERR_STORE_PATH' }))
    }
    expect(() => openSqlite(missing)).toThrow(/does not exist/)
  })

  it('refuses a second store in the same process, by whatever name, and goes on with the first', async () => {
    const path = newPath()
    const first = openSqlite(path)
    const link = join(dirname(path), 'link.db')
    symlinkSync(path, link)
    for (const name of [path, link]) {
      const error = refusal(name)
      expect(error.code).toBe('ERR_STORE_IN_USE')
      expect(error.message).toContain(`process ${process.pid} (this one)`)
    }
    expect(await first.commit([batch])).toEqual([{ ok: true }])
    await first.close()
    const second = openSqlite(path)
    expect((await second.load('a'))?.offset).toBe(1)
    await second.close()
  })

  it('refuses a second process with the pid of the first, until that one is killed', async () => {
    const path = newPath()
    const owner = startWriter(path, 'hold')
    await owner.printed(1)
    const error = refusal(path)
    expect(error.code).toBe('ERR_STORE_IN_USE')
    expect(error.message).toContain(`process ${owner.pid} since`)
    await owner.kill()
    const store = openSqlite(path)
    expect(await store.commit([batch])).toEqual([{ ok: true }])
    await store.close()
  })

  it('leaves the data file readable for other programs', async () => {
    const path = newPath()
    const store = openSqlite(path)
    await store.commit([{ ...batch, events: ['{"text":"hello"}'] }])
    const reader = new Database(path)
    const sql = 'SELECT channel, offset, event FROM log'
    expect(reader.prepare(sql).raw().all()).toEqual([['a', 1, '{"text":"hello"}']])
    await store.commit([{ ...batch, after: 1, events: ['2'] }])
    expect(reader.prepare('SELECT count(*) FROM log').raw().get()).toEqual([2])
    reader.close()
    await store.close()
  })

  it('does not keep the process alive while nothing is asked', async () => {
    const idle = startWriter(newPath(), 'end')
    expect(await idle.ended()).toBe(0)
    expect(idle.lines()).toEqual(['opened 0'])
  })
})

describe('a damaged data file', () => {
  it('is refused or answered with StoreErrors, wherever it was cut', async () => {
    const path = newPath()
    const store = openSqlite(path)
    for (let i = 0; i < 20; i++) {
      await store.commit([{ ...batch, after: i, events: [`"${'x'.repeat(3000)}"`] }])
    }
    await store.close()
    const whole = readFileSync(path)
    for (const length of [50, 100, 4096, 5000, 8192, 20_000, whole.length - 4096]) {
      writeFileSync(path, whole)
      truncateSync(path, length)
      await expectStoreErrors(path)
    }
    const scribbled = Buffer.from(whole)
    scribbled.fill(0xff, 4096)
    writeFileSync(path, scribbled)
    await expectStoreErrors(path)
  })

  it('is refused if the tables are missing', () => {
    const path = newPath()
    const db = new Database(path)
    db.exec(`PRAGMA application_id = ${0x50726c79}; PRAGMA user_version = 1; CREATE TABLE channels(id)`)
    db.close()
    expect(refusal(path).code).toBe('ERR_STORE_FAILED')
  })

  it('leaves a folder in place of the lock file as a clear error', () => {
    const path = newPath()
    mkdirSync(`${path}-lock`)
    expect(refusal(path).code).toBe('ERR_STORE_PATH')
  })
})

async function expectStoreErrors(path: string): Promise<void> {
  try {
    const store = openSqlite(path)
    const answers = await Promise.allSettled([store.readAfter('a', 0, 100), store.load('a'), store.commit([batch])])
    await store.close().catch((error) => expect(error).toBeInstanceOf(StoreError))
    const failures = answers.filter((answer) => answer.status === 'rejected')
    expect(failures.length).toBeGreaterThan(0)
    for (const failure of failures) expect(failure.reason).toBeInstanceOf(StoreError)
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError)
  }
}
