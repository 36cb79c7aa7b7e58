import type { Seeded } from '../seeded.ts'
import { site } from '../site.ts'
import { type Sketch, shown, sketch } from './sketch.ts'

const header = 'Sec-WebSocket-Protocol'

const lists = [
  'chat.v1',
  'chat.v2',
  'superchat',
  'toString',
  'CHAT.V1',
  'Chat.v1',
  'chat',
  'chat.v',
  'chat.v11',
  'xchat.v1',
  'chat.v1, chat.v2',
  'chat.v2, chat.v1',
  'other, chat.v1',
  'other, another',
  'chat.v1,chat.v2',
  'chat.v1\t,\tchat.v2',
  'chat.v1 ,chat.v2 ',
  'chat.v1, chat.v1',
  'chat.v1, other, chat.v1',
  'chat.v1, CHAT.V1',
  '',
  ',',
  ', chat.v1',
  'chat.v1,',
  'chat.v1,, chat.v2',
  'chat v1',
  'chat.v1 chat.v2',
  'chat.v1; q=1',
  '"chat.v1"',
  'chat/v1',
  'chat:v1',
  'chat@v1',
  'chat[v1]',
  'chat{v1}',
  '(chat.v1)',
  '<chat.v1>',
  'chat?v1',
  'chat=v1',
  'chat\\v1',
  'ch\xe4t',
  'chat.v1\x7f',
  '!',
  "!#$%&'*+-.^_`|~",
  '0',
  '-',
  'a'.repeat(4000),
  Array.from({ length: 200 }, (_, at) => `p${at}`).join(', '),
  `${Array.from({ length: 200 }, (_, at) => `p${at}`).join(', ')}, chat.v1`,
  `${'a,'.repeat(500)}a`,
]

export function protocolSketches(seeded: Seeded): Sketch[] {
  const words = [...site.speaks, 'other', 'x', 'chat.V1', 'mqtt', 'graphql-transport-ws', 'wamp.2.json']
  const drawn = Array.from({ length: 80 }, () => {
    const list = seeded.several(1 + seeded.below(5), words).join(seeded.pick([', ', ',', ' , ']))
    return sketch(`drawn list ${shown(list)}`, [header, list])
  })
  const spread = Array.from({ length: 30 }, () => {
    const values = seeded.several(2 + seeded.below(2), [...words, 'chat.v1, other', '', 'a b'])
    return sketch(`several headers ${values.map(shown).join(' and ')}`, [header, values])
  })
  const separators = [...'()<>@,;:\\"/[]?={} \t'].map((one) =>
    sketch(`a ${shown(one)} inside a subprotocol`, [header, `chat${one}v1`]),
  )
  return [
    ...lists.map((list) => sketch(`subprotocols ${shown(list)}`, [header, list])),
    ...drawn,
    ...spread,
    ...separators,
  ]
}
