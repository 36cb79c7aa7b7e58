import { describe, expect, test } from 'vitest'
import { cleanFileName, disposition } from './file-name.ts'
import { defaultTypes } from './file-type.ts'
import { type FileFault, FileRefused, IncomingFile } from './incoming-file.ts'

const png = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000003000000020806000000' +
    '9d74661a0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082',
  'hex',
)

async function read(bytes: Uint8Array | string, claimed = '', maxBytes = 1_000_000, chunk = 7): Promise<IncomingFile> {
  const whole = Buffer.from(bytes)
  async function* chunks(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < whole.length; at += chunk) yield whole.subarray(at, at + chunk)
  }
  const file = new IncomingFile(chunks(), claimed, { maxBytes, types: defaultTypes })
  const passed: Uint8Array[] = []
  for await (const part of file) passed.push(part)
  expect(Buffer.concat(passed).equals(whole)).toBe(true)
  return file
}

const refused = (status: number, fault: FileFault) =>
  expect.objectContaining({ status, fault, constructor: FileRefused })

describe('an upload', () => {
  test('is what its content is, and a picture has measures', async () => {
    expect((await read(png, 'image/png')).found).toEqual({ type: 'image/png', width: 3, height: 2 })
    expect((await read(png)).found.type).toBe('image/png')
    expect((await read('안녕하세요\n', 'text/markdown')).found).toEqual({ type: 'text/plain' })
  })

  test('is passed on whole, however large its pieces are', async () => {
    const long = Buffer.alloc(700_000, 'a line of text\n')
    for (const chunk of [4099, 65_536, 700_000])
      expect((await read(long, '', 1_000_000, chunk)).found.type).toBe('text/plain')
  })

  test('whose text has a character across the end of what is looked at is text', async () => {
    expect((await read(`${'a'.repeat(4099)}한국어${'b'.repeat(300_000)}`)).found.type).toBe('text/plain')
  })

  test.each([
    ['a page that is called a picture', '<!doctype html><script>alert(1)</script>', 'image/png'],
    ['a program that is called text', Buffer.from('7f454c4602010100000000000000000002003e0001', 'hex'), 'text/plain'],
    [
      'a drawing that can run scripts',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'image/svg+xml',
    ],
    ['a page', '<!doctype html><title>x</title>', 'text/html; charset=utf-8x'],
    ['bytes that are nothing', Buffer.from([0, 1, 2, 3, 4, 5, 255]), 'application/octet-stream'],
    ['a picture that is called another', png, 'image/jpeg'],
  ])('of %s is refused or is text', async (_what, bytes, claimed) => {
    const file = await read(bytes, claimed).catch((error: unknown) => error)
    if (file instanceof IncomingFile) expect(file.found.type).toBe('text/plain')
    else expect(file).toEqual(refused(415, 'file-type'))
  })

  test('with nothing in it, or too much, is refused', async () => {
    await expect(read('')).rejects.toEqual(refused(400, 'file-empty'))
    await expect(read('12345', '', 4)).rejects.toEqual(refused(413, 'file-too-large'))
  })
})

describe('a file name', () => {
  test.each([
    ['cat.png', 'cat.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\windows\\cat.png', 'cat.png'],
    ['', 'file'],
    ['...', 'file'],
    ['.htaccess', 'htaccess'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['a\r\nX: y', 'aX: y'],
    ['사진.png', '사진.png'],
  ])('%j is shown as %j', (name, clean) => expect(cleanFileName(name)).toBe(clean))

  test('that is too long keeps its ending', () => {
    expect(cleanFileName(`${'a'.repeat(500)}.jpeg`)).toMatch(/^a+\.jpeg$/)
    expect(cleanFileName(`${'😀'.repeat(500)}.jpeg`)).not.toMatch(/\p{Surrogate}/u)
  })

  test('cannot break out of its header', () => {
    expect(disposition('attachment', 'a"; x="\\.png')).toBe(
      'attachment; filename="a_; x=__.png"; filename*=UTF-8\'\'a%22%3B%20x%3D%22%5C.png',
    )
    expect(disposition('inline', '사진.png')).toMatch(/^inline; filename="__\.png"; filename\*=UTF-8''%EC%82%AC/)
  })
})
