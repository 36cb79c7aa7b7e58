/** What the window is called: how much is unread, and the room where its key says anything to people. */
export function titleOf(room: string, unread: number): string {
  const count = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''
  const name = /^(?:p|dm)-/.test(room) ? '' : `#${room} · `
  return `${count}${name}Parley`
}
