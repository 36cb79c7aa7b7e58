import type { EventMeta } from '@parley/channel/client'
import { defineFold, setValue } from '@parley/channel/client'
import type { AuditEntry, Author, Moderation, ModerationEvents } from '../contract/index.ts'
import { maxAudit } from '../contract/limits.ts'

export function emptyModeration(): Moderation {
  return { reports: [], held: [], audit: [], banned: {}, muted: {}, invites: {} }
}

interface Done {
  readonly by: Author
  readonly user?: Author
  readonly note?: string | undefined
}

/** An entry of the audit log: the state shows the newest, the collection `audit` all. */
export function auditEntry(what: AuditEntry['what'], { by, user, note }: Done, meta: EventMeta): AuditEntry {
  return {
    offset: meta.offset,
    at: meta.at,
    by,
    what,
    ...(user === undefined ? {} : { user }),
    ...(note === undefined || note === '' ? {} : { note }),
  }
}

/** What each event of the view leaves in the audit log. */
export const audited: {
  readonly [Type in keyof ModerationEvents]?: (data: ModerationEvents[Type], meta: EventMeta) => AuditEntry
} = {
  updated: (data, meta) => auditEntry('updated', data, meta),
  left: (data, meta) => auditEntry('kicked', data, meta),
  banned: ({ reason, ...data }, meta) => auditEntry('banned', { ...data, note: reason }, meta),
  unbanned: (data, meta) => auditEntry('unbanned', data, meta),
  muted: ({ reason, ...data }, meta) => auditEntry('muted', { ...data, note: reason }, meta),
  unmuted: (data, meta) => auditEntry('unmuted', data, meta),
  roleChanged: ({ role, ...data }, meta) => auditEntry('role', { ...data, note: role }, meta),
  deleted: (data, meta) => auditEntry('deleted', data, meta),
  invited: (data, meta) => auditEntry('invited', data, meta),
  inviteEnded: ({ how, ...data }, meta) => auditEntry(how, data, meta),
  resolved: (data, meta) => auditEntry('resolved', data, meta),
  released: (data, meta) => auditEntry('released', data, meta),
  rejected: (data, meta) => auditEntry('rejected', data, meta),
}

/** The view `moderation`: PROTOCOL.md#chat. The same on the server and in the browser. */
export const moderationFold = defineFold<Moderation, ModerationEvents>({
  state: emptyModeration,
  events: {
    updated: (state, data, meta) => audit(state, 'updated', data, meta),
    left: (state, data, meta) => audit(state, 'left', data, meta),
    banned: (state, data, meta) => {
      const { user, until, reason } = data
      setValue(state.banned, user.id, {
        user,
        ...(until === undefined ? {} : { until }),
        ...(reason === undefined ? {} : { reason }),
      })
      dropInvite(state, user)
      audit(state, 'banned', data, meta)
    },
    unbanned: (state, data, meta) => {
      delete state.banned[data.user.id]
      audit(state, 'unbanned', data, meta)
    },
    muted: (state, data, meta) => {
      const { user, until } = data
      setValue(state.muted, user.id, { user, until })
      audit(state, 'muted', data, meta)
    },
    unmuted: (state, data, meta) => {
      delete state.muted[data.user.id]
      audit(state, 'unmuted', data, meta)
    },
    roleChanged: (state, data, meta) => audit(state, 'roleChanged', data, meta),
    deleted: (state, data, meta) => audit(state, 'deleted', data, meta),
    invited: (state, data, meta) => {
      const { user, by } = data
      state.invites ??= {}
      setValue(state.invites, user.id, { user, by, at: meta.at })
      audit(state, 'invited', data, meta)
    },
    joined: (state, { user }) => dropInvite(state, user),
    inviteEnded: (state, data, meta) => {
      dropInvite(state, data.user)
      audit(state, 'inviteEnded', data, meta)
    },
    reported: (state, { message, by, reason }, { offset, at }) => {
      state.reports.push({ report: offset, message, by, reason, at })
    },
    resolved: (state, data, meta) => {
      state.reports = state.reports.filter(({ report }) => report !== data.report)
      audit(state, 'resolved', data, meta)
    },
    held: (state, { by, text, reason }, { offset, at }) => {
      state.held.push({ held: offset, by, text, reason, at })
    },
    released: (state, data, meta) => {
      dropHeld(state, data.held)
      audit(state, 'released', data, meta)
    },
    rejected: (state, data, meta) => {
      dropHeld(state, data.held)
      audit(state, 'rejected', data, meta)
    },
  },
})

function audit<Type extends keyof ModerationEvents>(
  state: Moderation,
  type: Type,
  data: ModerationEvents[Type],
  meta: EventMeta,
): void {
  const entry = audited[type]?.(data, meta)
  if (entry === undefined) return
  state.audit.push(entry)
  if (state.audit.length > maxAudit) state.audit.splice(0, state.audit.length - maxAudit)
}

function dropInvite({ invites }: Moderation, { id }: Author): void {
  if (invites !== undefined) delete invites[id]
}

function dropHeld(state: Moderation, held: number): void {
  state.held = state.held.filter((each) => each.held !== held)
}
