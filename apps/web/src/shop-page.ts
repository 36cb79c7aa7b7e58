import type {} from '@parley/inquiry/elements'
import { fillBanner } from './demo-banner.ts'
import { element } from './element.ts'
import { bell, fillHead, pages } from './head.ts'
import { place } from './place.ts'
import { type Good, goods } from './support-words.ts'
import { speak } from './words.ts'

const words = speak()
const { shop } = words
document.title = `${words.pages.shop} · Parley`
fillHead(place('head'), { page: 'shop', words })
place('head').append(bell({ countsInTitle: true }))
fillBanner(place('demo'), shop.demoLabel, shop.demo, [{ text: shop.openDesk, href: pages.desk }])

// The guest of this window, as the bell is: what is answered rings there, too, and another window is another customer.
const support = document.createElement('parley-inquiry')
support.setAttribute('guest', 'tab')

let inBasket = 0
const basket = element('p', { className: 'basket', role: 'status', textContent: shop.basket(inBasket) })
const ask = element('button', { type: 'button', className: 'send', textContent: shop.ask })
ask.addEventListener('click', () => void openSupport())

place('main').append(
  element(
    'div',
    { className: 'shop-head' },
    element(
      'div',
      {},
      element('h1', { textContent: shop.title }),
      element('p', { className: 'lead', textContent: shop.lead }),
    ),
    basket,
  ),
  element('ul', { className: 'goods' }, ...goods.map(card)),
  element(
    'section',
    { className: 'questions' },
    element('h2', { textContent: shop.questions }),
    element('p', { className: 'lead', textContent: shop.questionsText }),
    ask,
  ),
)
document.body.append(support)
// From a notification or a mail.
if (new URLSearchParams(location.search).has('inquiry')) void openSupport()

function card(good: Good): HTMLElement {
  const { name, about, price } = shop.goods[good]
  const add = element('button', {
    type: 'button',
    className: 'send',
    textContent: shop.add,
    ariaLabel: shop.addWhat(name),
  })
  add.addEventListener('click', () => {
    inBasket++
    basket.textContent = shop.basket(inBasket)
  })
  return element(
    'li',
    { className: 'good' },
    picture(good),
    element('h2', { textContent: name }),
    element('p', { className: 'about', textContent: about }),
    element('div', { className: 'buy' }, element('strong', { textContent: shop.price(price) }), add),
  )
}

function picture(good: Good): HTMLElement {
  const namespace = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(namespace, 'svg')
  const use = document.createElementNS(namespace, 'use')
  use.setAttribute('href', `#${good}`)
  svg.append(use)
  const tile = element('div', { className: 'picture', ariaHidden: 'true' })
  tile.append(svg)
  return tile
}

async function openSupport(): Promise<void> {
  await customElements.whenDefined('parley-inquiry')
  support.open()
}
