import type {} from '@parley/inquiry/elements'
import { fillBanner } from './demo-banner.ts'
import { element } from './element.ts'
import { bell, fillHead, pages } from './head.ts'
import { place } from './place.ts'
import { type Playing, play, playing } from './playing.ts'
import { type Agent, agents } from './support-words.ts'
import { speak } from './words.ts'

const words = speak()
const { desk: says } = words
document.title = `${words.pages.desk} · Parley`
fillHead(place('head'), { page: 'desk', words })
place('head').append(bell({ countsInTitle: true }))
const toShop = { text: says.openShop, href: pages.shop }
const problem = element('p', { className: 'problem', role: 'alert' })

banner(says.demo)
void begin()

async function begin(): Promise<void> {
  const found = await playing(words)
  if (found.name !== undefined) showDesk(found.name)
  else showChoice(found)
}

function banner(text: string, isPlaying = false): void {
  const another = { text: says.openAnother, href: pages.desk }
  fillBanner(place('demo'), says.demoLabel, text, isPlaying ? [toShop, another] : [toShop])
}

function showChoice({ problem: why = '' }: Playing): void {
  problem.textContent = why
  const choice = element(
    'div',
    { className: 'document' },
    element('h1', { textContent: says.title }),
    element('p', { className: 'lead', textContent: says.lead }),
    element('ul', { className: 'kinds' }, ...agents.map(agentView)),
    problem,
  )
  place('main').replaceChildren(choice)
}

function agentView(agent: Agent): HTMLElement {
  const { name, about } = says.agents[agent]
  const button = element('button', { type: 'button', className: 'send', textContent: says.play(name) })
  button.addEventListener('click', async () => {
    const answer = await play(agent, words)
    if (answer.name !== undefined) showDesk(answer.name, true)
    else problem.textContent = answer.problem ?? ''
  })
  const what = element('p', {}, element('strong', { textContent: name }), ' ', element('span', { textContent: about }))
  return element('li', {}, what, button)
}

function showDesk(name: string, isChosen = false): void {
  banner(says.demoPlaying(name), true)
  const desk = document.createElement('parley-inquiry-desk')
  const asked = new URLSearchParams(location.search).get('inquiry')
  if (asked !== null) desk.setAttribute('inquiry', asked)
  desk.addEventListener('parley-inquiry-open', (event) => {
    const { inquiry } = (event as CustomEvent<{ inquiry: string }>).detail
    history.replaceState(null, '', `?inquiry=${encodeURIComponent(inquiry)}`)
  })
  const hint = element('p', { className: 'desk-hint', slot: 'start', textContent: says.empty, hidden: true })
  desk.addEventListener('parley-inquiry-counts', (event) => {
    const { mine, waiting } = (event as CustomEvent<{ mine: number; waiting: number }>).detail
    hint.hidden = mine + waiting > 0
  })
  desk.append(hint)
  place('main').replaceChildren(element('h1', { className: 'unseen', textContent: words.pages.desk }), desk)
  // The button that had the keyboard is gone.
  if (isChosen) void customElements.whenDefined('parley-inquiry-desk').then(() => desk.focus())
}
