import Script from 'next/script'
import './globals.css'

export const metadata = { title: 'PROJECT' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        {/* en: Parley serves this file itself, at the same address as the pages. */}
        {/* ko: 이 파일은 페이지와 같은 주소에서 Parley가 제공합니다. */}
        <Script type="module" src="/parley/elements.js" crossOrigin="anonymous" />
      </body>
    </html>
  )
}
