// @vitest-environment happy-dom
// An app that bundles the elements itself has one copy of what they share, and a class can be registered under one name only.
import { expect, test } from 'vitest'

test('the elements of all features can be bundled into one file', async () => {
  await import('@parley/chat/elements')
  await import('@parley/inquiry/elements')
  await import('@parley/notifications/elements')
  for (const name of [
    'parley-chat',
    'parley-chat-app',
    'parley-bell',
    'parley-notification-settings',
    'parley-notice',
    'parley-inquiry',
    'parley-inquiry-desk',
  ])
    expect(customElements.get(name), name).toBeDefined()
})
