import type { AuditEntry } from '../../contract/room.ts'

/** The app around the room: rooms, people, moderation. */
export interface AppTexts {
  readonly rooms: string
  readonly directRooms: string
  readonly invites: string
  readonly invitedBy: (name: string) => string
  readonly accept: string
  readonly decline: string
  readonly noRooms: string
  readonly noRoomsText: string
  readonly loadingRooms: string
  readonly draft: string
  readonly unread: (count: string) => string
  readonly mentioned: (count: string) => string
  readonly notSentCount: (count: number) => string
  readonly privateRoom: string
  readonly notJoined: string
  readonly mutedRoom: string
  readonly browse: string
  readonly searchRooms: string
  readonly noPublicRooms: string
  readonly noSuchRooms: (words: string) => string
  readonly members: (count: number) => string
  readonly back: string
  readonly toRooms: string
  readonly createRoom: string
  readonly roomTitle: string
  readonly roomTopic: string
  readonly topic: string
  readonly anybody: string
  readonly anybodyText: string
  readonly invitedOnly: string
  readonly invitedOnlyText: string
  readonly create: string
  readonly join: string
  readonly joined: string
  readonly leave: string
  readonly leaveAsk: (room: string) => string
  readonly leaveText: string
  readonly roomActions: string
  readonly settings: string
  readonly slowModeField: string
  readonly slowModeName: string
  readonly on: string
  readonly off: string
  readonly archive: string
  readonly archiveText: string
  readonly muteRoom: string
  readonly unmuteRoom: string
  readonly people: string
  readonly hereNow: string
  readonly away: string
  readonly isHere: string
  readonly searchPeople: string
  readonly nobodyFound: (words: string) => string
  readonly loadingPeople: string
  readonly roles: { readonly owner: string; readonly moderator: string; readonly member: string }
  readonly visitor: string
  readonly isMuted: string
  readonly isBlocked: string
  readonly personActions: (name: string) => string
  readonly writeTo: string
  readonly unblock: (name: string) => string
  readonly makeRole: { readonly owner: string; readonly moderator: string; readonly member: string }
  readonly kick: string
  readonly kickAsk: (name: string) => string
  readonly ban: string
  readonly banAsk: (name: string) => string
  readonly unban: string
  readonly mute: string
  readonly muteAsk: (name: string) => string
  readonly unmute: string
  readonly howLong: string
  readonly forGood: string
  readonly invite: string
  readonly inviteHint: string
  readonly nobodyToInvite: string
  readonly inviteIdHint: string
  readonly inviteId: (id: string) => string
  readonly invitedId: (id: string) => string
  readonly thatIsYou: string
  readonly isMemberAlready: (name: string) => string
  readonly idTooLong: string
  readonly cannotBeInvited: string
  readonly invited: string
  readonly invitedPeople: string
  /** Of somebody else: who invited him. */
  readonly wasInvitedBy: (name: string) => string
  readonly withdraw: string
  readonly inviteNow: (name: string) => string
  readonly moderation: string
  readonly toDecide: (count: number) => string
  readonly reports: string
  readonly noReports: string
  readonly reportedBy: (name: string) => string
  readonly goToMessage: string
  readonly resolve: string
  readonly heldMessages: string
  readonly noHeld: string
  readonly release: string
  readonly reject: string
  readonly banned: string
  readonly noBanned: string
  readonly mutedPeople: string
  readonly noMuted: string
  readonly until: (when: string) => string
  readonly audit: string
  readonly noAudit: string
  /** "Ana muted Ben" */
  readonly audited: (what: AuditEntry['what'], by: string, user: string) => string
  readonly scheduledMessages: string
  readonly inRoom: (room: string) => string
  readonly failures: string
  readonly failed: {
    readonly scheduled: (room: string) => string
    readonly rejected: (room: string) => string
    readonly direct: (name: string) => string
    readonly join: (room: string) => string
  }
  readonly dismiss: string
}
