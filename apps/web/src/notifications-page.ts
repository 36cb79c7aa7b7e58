import { element } from './element.ts'
import { bell, fillHead } from './head.ts'
import { place } from './place.ts'
import { tryOut } from './try-out.ts'
import { speak } from './words.ts'

const words = speak()
document.title = `${words.pages.notifications} · Parley`
fillHead(place('head'), { page: 'notifications', words })
place('head').append(bell({ countsInTitle: true }))
place('main').append(
  element('h1', { textContent: words.pages.notifications }),
  element('h2', { textContent: words.tryTitle }),
  element('p', { className: 'lead', textContent: words.tryAbout }),
  tryOut(words),
  element('h2', { id: 'settings', textContent: words.settings }),
  document.createElement('parley-notification-settings'),
)
