const doctor = `  parley doctor [FOLDER | ADDRESS]   why a project or an address lets no WebSocket in, with the lines that mend it; without either, this folder
      --through URL         the same by the address that others use: what a proxy changes in between
      --idle                waits until an idle connection is cut, for minutes
      --echo                sends two messages too: what relays messages shows them to others
      --fix                 mends what can be mended safely, and shows what it changed
      --json                for programs; exit codes: 0 nothing to mend, 1 something, 2 wrong use, 3 the doctor itself failed
      --lang en|ko          the language; else that of LC_ALL, LC_MESSAGES or LANG`

/** What `parley doctor --help` says. */
export const doctorHelp = `Usage:
${doctor}

It runs nothing of the project. What each code means: docs/errors
`

export const help = `Parley: realtime for the Node app you already have.

Usage:
  parley [start] [options]    the site with chat, notifications, a demo shop and its support desk, and a paper market, its socket
                              at /parley, the data in one file. To try the desk: /shop/ in one window, /desk/ in another

${doctor}

  parley market replay FILE   runs a file of market commands, one JSON object in a line, - for standard input; prints every event, the books and
                              the balances as lines of JSON. What the lines are: docs/market-replay.md
  parley market bench         how many orders a second the matching engine takes on this machine

  parley new DIR              makes a project: a server and its page, a chat in two tabs. --template express, express-generator,
                              fastify, vite, next or plain; parley new --help
  parley add [FOLDER]         puts Parley into the Express, Fastify, Koa or node:http project that you have; parley add --help

Options of start:
  --port N              port to listen on, 0 for any free one        PORT                 3000
  --host NAME           address to listen on                         PARLEY_HOST          127.0.0.1
  --data FILE           the file that keeps everything; what people  PARLEY_DATA          ./parley.db
                        send as files goes to a folder beside it: ./parley-files
  --tls-cert FILE       certificate in PEM: serves https and wss     PARLEY_TLS_CERT
  --tls-key FILE        its private key in PEM                       PARLEY_TLS_KEY
  --authenticate FILE   a module whose default export says who a     PARLEY_AUTHENTICATE
                        request belongs to: (request) => { id, name } or undefined
  --hosts LIST          names under which people reach it, with commas   PARLEY_HOSTS
  --origins LIST        pages of other hosts that may connect            PARLEY_ORIGINS
  --trusted-proxies LIST  addresses and ranges of proxies in front       PARLEY_TRUSTED_PROXIES
  --push-subject ADDR   pushes to browsers; how push services        PARLEY_PUSH_SUBJECT
                        reach you: mailto:you@your-domain.com
  --no-bots             the paper market stands still but for people   PARLEY_NO_BOTS=1
  --demo                lets anybody in as a guest on an address     PARLEY_DEMO=1
                        that others can reach
  --help, -h            this text
  --version, -v         the version

In your own app you need none of this:
  import { attach } from 'parley'
  import { chat } from '@parley/chat/server'
  attach(server, { features: [chat()] })
`
