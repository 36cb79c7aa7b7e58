const storageKey = 'parley-notification-sound'

/** Two soft notes, one after the other, in hertz and in seconds from the first. */
const notes = [
  { pitch: 880, at: 0 },
  { pitch: 1174.7, at: 0.12 },
] as const

let context: AudioContext | undefined
const listeners = new Set<() => void>()

/** Whether this browser makes a sound for what is new. Nobody hears one who has not asked for it. */
export function isSoundOn(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on'
  } catch {
    return false
  }
}

/** To be called in a click: only there do browsers let a page begin to sound. What was switched on is heard at once. */
export function switchSound(on: boolean): void {
  try {
    if (on) localStorage.setItem(storageKey, 'on')
    else localStorage.removeItem(storageKey)
  } catch {
    // Blocked storage: the switch stays where it was.
  }
  if (on) ring()
  for (const listener of [...listeners]) listener()
}

/** Also when another tab has switched it. */
export function onSoundSwitched(listener: () => void): () => void {
  listeners.add(listener)
  const onStorage = ({ key }: StorageEvent) => {
    if (key === storageKey) listener()
  }
  addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', onStorage)
  }
}

/** A chime, made here: no file is loaded. Silent where the person wants none or the browser lets the page make none yet. */
export function ring(): void {
  if (!isSoundOn() || typeof AudioContext !== 'function') return
  context ??= new AudioContext()
  const playing = context
  // Rejects where nothing on the page was pressed yet: then there is no sound, which is what the browser wants.
  playing.resume().then(
    () => {
      for (const { pitch, at } of notes) play(playing, pitch, playing.currentTime + at)
    },
    () => {},
  )
}

function play(context: AudioContext, pitch: number, at: number): void {
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency: pitch })
  const volume = new GainNode(context, { gain: 0 })
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(0.12, at + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.4)
  oscillator.connect(volume).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + 0.45)
}
