// What the page at <path>/inspect loads: the element it consists of, and the parts of that.
import { defineElements } from '@parley/elements'
import { AcceptView } from './page/attempts/accept-view.ts'
import { AttemptView } from './page/attempts/attempt-view.ts'
import { AttemptsPanel } from './page/attempts/attempts-panel.ts'
import { FramesPanel } from './page/attempts/frames-panel.ts'
import { ChannelView } from './page/channels/channel-view.ts'
import { ChannelsPanel } from './page/channels/channels-panel.ts'
import { StateView } from './page/channels/state-view.ts'
import { ClosesPanel } from './page/closes-panel.ts'
import { InspectorApp } from './page/inspector-app.ts'
import { PushForm } from './page/send/push-form.ts'
import { SendPanel } from './page/send/send-panel.ts'

defineElements({
  'parley-inspector-accept': AcceptView,
  'parley-inspector-frames': FramesPanel,
  'parley-inspector-attempt': AttemptView,
  'parley-inspector-attempts': AttemptsPanel,
  'parley-inspector-state': StateView,
  'parley-inspector-channel': ChannelView,
  'parley-inspector-channels': ChannelsPanel,
  'parley-inspector-closes': ClosesPanel,
  'parley-inspector-push': PushForm,
  'parley-inspector-send': SendPanel,
  'parley-inspector': InspectorApp,
})
