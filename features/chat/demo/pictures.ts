import type { FakeRoom } from './fake-room.ts'

/** A picture of hills in the evening, drawn here: nothing is loaded from elsewhere. */
export async function paint(room: FakeRoom, id: string, width: number, height: number): Promise<void> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) return
  const sky = context.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, '#20415a')
  sky.addColorStop(0.6, '#d98f6b')
  sky.addColorStop(1, '#f3d7a4')
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  for (const [colour, rise, waves] of [
    ['#46606b', 0.55, 2.2],
    ['#2c4a4d', 0.68, 3.1],
    ['#12302f', 0.82, 1.7],
  ] as const) {
    context.fillStyle = colour
    context.beginPath()
    context.moveTo(0, height)
    for (let x = 0; x <= width; x += 4)
      context.lineTo(x, height * (rise + 0.07 * Math.sin((x / width) * waves * Math.PI)))
    context.lineTo(width, height)
    context.fill()
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) return
  room.urls.set(id, URL.createObjectURL(blob))
  room.changed()
}
