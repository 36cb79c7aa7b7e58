import type { InspectorModel } from '../inspector-model.ts'

export interface Template {
  readonly name: string
  readonly text: string
}

/** Messages to begin with: those of PROTOCOL.md where there are channels, and any text where there are none. */
export function templatesFor({ welcome, channels }: Pick<InspectorModel, 'welcome' | 'channels'>): readonly Template[] {
  if (welcome === undefined || welcome.isPlain) return []
  const open = channels?.list[0]
  const view = open?.views.find(({ view }) => !view.includes('*'))?.view ?? 'all'
  return [
    { name: 'hello', text: JSON.stringify({ type: 'hello', protocol: 1 }) },
    { name: 'open', text: JSON.stringify({ type: 'open', channel: open?.name ?? 'channel/name', view }) },
    { name: 'ping', text: JSON.stringify({ type: 'ping' }) },
  ]
}
