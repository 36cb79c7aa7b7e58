import type { OutboxStorage, StoredCommand } from './outbox-storage.ts'

/**
 * An outbox in the tab's `sessionStorage`, under a key of your choice: what waits survives a reload. Where storage is
 * blocked, full or missing, commands live in memory only. A tab that is duplicated takes a copy along: give each person a
 * key of its own.
 */
export function sessionOutbox(key: string, storage: () => Storage = () => sessionStorage): OutboxStorage {
  return {
    load() {
      try {
        const stored: unknown = JSON.parse(storage().getItem(key) ?? '[]')
        return Array.isArray(stored) ? (stored as readonly StoredCommand[]) : []
      } catch {
        return []
      }
    },
    save(commands) {
      try {
        if (commands.length === 0) storage().removeItem(key)
        else storage().setItem(key, JSON.stringify(commands))
      } catch {
        // Blocked or full. What stands there is still sent under its ids, so nothing happens twice.
      }
    },
  }
}
