import { type Sketch, sketch, sketchLines } from './sketch.ts'

/** Names that every JavaScript object answers to; here they are plain text. */
export const inheritedNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
] as const

/** The inherited names in every place where a peer may write a name. */
export function nameSketches(): Sketch[] {
  return inheritedNames.flatMap((name) => [
    sketchLines(`a header called ${name}`, [`${name}: x`]),
    sketchLines(`a header called ${name}, twice and first`, [`${name}: x`, `${name}: y`], 0),
    sketch(`the subprotocol ${name}`, ['Sec-WebSocket-Protocol', name]),
    sketch(`the subprotocols ${name} and chat.v1`, ['Sec-WebSocket-Protocol', `${name}, chat.v1`]),
    sketch(`the extension ${name}`, ['Sec-WebSocket-Extensions', name]),
    sketch(`the extension ${name} with itself as a parameter`, [
      'Sec-WebSocket-Extensions',
      `${name}; ${name}=${name}`,
    ]),
    sketch(`permessage-deflate with the parameter ${name}`, [
      'Sec-WebSocket-Extensions',
      `permessage-deflate; ${name}`,
    ]),
    sketch(`permessage-deflate with ${name}=15, then a plain offer`, [
      'Sec-WebSocket-Extensions',
      `permessage-deflate; ${name}=15, permessage-deflate`,
    ]),
    sketch(`the cookie ${name}`, ['Cookie', `${name}=1; a=2`]),
    sketch(`the origin https://${name}`, ['Origin', `https://${name}`]),
  ])
}
