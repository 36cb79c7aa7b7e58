import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeSuite, suiteOnceWindowMs } from '@parley/testkit/store-suite'
import { openSqlite } from '../src/index.ts'

storeSuite('the SQLite store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sqlite-'))
  const open = () => openSqlite(join(folder, 'parley.db'), { onceWindowMs: suiteOnceWindowMs })
  let store = open()
  return {
    store,
    async reopen() {
      await store.close()
      store = open()
      return store
    },
    async cleanup() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
})
