import type { Author } from '../src/contract/people.ts'

export const me: Author = { id: 'me', name: 'Brave Otter' }
export const ana: Author = { id: 'guest-a1', name: 'Quiet Heron' }
export const minsu: Author = { id: 'guest-b2', name: '김민수' }
export const omar: Author = { id: 'guest-c3', name: 'عمر' }
export const zoe: Author = { id: 'guest-d4', name: 'Zoë Kuznetsova-Albrecht' }
export const everybody: readonly Author[] = [me, ana, minsu, omar, zoe]
