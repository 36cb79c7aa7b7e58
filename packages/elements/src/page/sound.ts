/** Two soft notes, one after the other, in hertz and in seconds from the first. */
const notes = [
  { pitch: 880, at: 0 },
  { pitch: 1174.7, at: 0.12 },
] as const

let context: AudioContext | undefined

/** The chime for what is new: off until somebody switches it on, which this browser then keeps under a name. */
export class Sound {
  readonly #storageKey: string
  readonly #listeners = new Set<() => void>()

  constructor(storageKey: string) {
    this.#storageKey = storageKey
  }

  /** Whether this browser makes a sound for what is new. Nobody hears one who has not asked for it. */
  get isOn(): boolean {
    try {
      return localStorage.getItem(this.#storageKey) === 'on'
    } catch {
      return false
    }
  }

  /** To be called in a click: only there do browsers let a page begin to sound. What was switched on is heard at once. */
  switch(on: boolean): void {
    try {
      if (on) localStorage.setItem(this.#storageKey, 'on')
      else localStorage.removeItem(this.#storageKey)
    } catch {
      // Blocked storage: the switch stays where it was.
    }
    if (on) this.ring()
    for (const listener of [...this.#listeners]) listener()
  }

  /** Also when another tab has switched it. */
  onSwitched(listener: () => void): () => void {
    this.#listeners.add(listener)
    const onStorage = ({ key }: StorageEvent) => {
      if (key === this.#storageKey) listener()
    }
    addEventListener('storage', onStorage)
    return () => {
      this.#listeners.delete(listener)
      removeEventListener('storage', onStorage)
    }
  }

  /** A chime, made here: no file is loaded. Silent where the person wants none or the browser lets the page make none yet. */
  ring(): void {
    if (!this.isOn || typeof AudioContext !== 'function') return
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
