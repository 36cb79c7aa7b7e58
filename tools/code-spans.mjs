// Finds what is code in a sentence that is written for terminals, where nothing marks it, and marks it as Markdown does.

/** The sentence as Markdown that shows it as it is, what is code of it in backticks. */
export function withCodeSpans(sentence) {
  let text = ''
  for (let at = 0; at < sentence.length; ) {
    const isInside = at > 0 && /[\w.<'"`]/.test(sentence[at - 1])
    const end = isInside ? undefined : endOfCode(sentence, at)
    if (end === undefined) {
      text += sentence[at].replace(/[\\*_<[\]`]/, '\\$&')
      at++
    } else {
      text += `\`${sentence.slice(at, end)}\``
      at = end
    }
  }
  return text
}

/** Where the code ends that begins at `at`; `undefined`: there is none. */
function endOfCode(text, at) {
  const name = matchAt(/[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:(?<=_)…)?/y, text, at)
  if (name === undefined) return text.startsWith('{ ', at) ? endOfBrackets(text, at) : endOfArrow(text, at)
  const afterName = at + name.length
  const call = endOfCalls(text, afterName)
  if (call !== afterName) return call
  // A line of nginx's.
  const directive = name.includes('_') ? matchAt(/ (?:[^\s;]+ ){0,3}[^\s;]+;/y, text, afterName) : undefined
  if (directive !== undefined) return afterName + directive.length
  const colon = matchAt(/: (?=\S)/y, text, afterName)
  const value = colon === undefined ? undefined : endOfValue(text, afterName + colon.length)
  if (value !== undefined) return value
  return /^ERR_.|^[a-z]\w*[A-Z_]|^[a-z]+\.[a-z]/.test(name) ? afterName : undefined
}

/** Behind a name: `(…)`, what is taken of that, and a number that is added. */
function endOfCalls(text, at) {
  let end = at
  while (text[end] === '(') {
    const close = endOfBrackets(text, end)
    // "transport (how mail is sent)" is written without the blank in Korean.
    if (close === undefined || /[\u3131-\ud79d–]/.test(withoutTexts(text.slice(end, close)))) break
    end = close + (matchAt(/(?:\.[a-z]\w*)+| \+ \d[\d_]*/y, text, close)?.length ?? 0)
  }
  return end
}

/** What may stand behind `name: `: brackets, a text, a number, a function. */
function endOfValue(text, at) {
  if (text[at] === '{' || text[at] === '[') return endOfBrackets(text, at)
  const word = matchAt(/'[^']*'|(?:true|false|undefined)\b|\d[\d_]*(?![\w–])/y, text, at)
  return word === undefined ? endOfArrow(text, at) : at + word.length
}

function endOfArrow(text, at) {
  const body = text[at] === '(' ? endOfBrackets(text, at) : undefined
  if (body === undefined || !text.startsWith(' => ', body)) return undefined
  const start = body + 4
  if ('([{'.includes(text[start])) return endOfBrackets(text, start)
  const name = matchAt(/…|[A-Za-z_$][\w$.]*[\w$]/y, text, start)
  return name === undefined ? undefined : endOfCalls(text, start + name.length)
}

/** Behind the bracket that closes the one at `at`; texts in quotes may hold any. */
function endOfBrackets(text, at) {
  let depth = 0
  for (let end = at; end < text.length; end++) {
    if (text[end] === "'" || text[end] === '"') end = text.indexOf(text[end], end + 1)
    if (end < at) return undefined
    if ('([{'.includes(text[end])) depth++
    if (')]}'.includes(text[end])) depth--
    if (depth === 0) return end + 1
  }
  return undefined
}

function withoutTexts(code) {
  return code.replaceAll(/(['"]).*?\1/g, '')
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
