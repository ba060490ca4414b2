// Many people pressing "Book" at once, from a process of their own: node load.ts PORT SESSION HOW_MANY CONNECTIONS.
// Plain sockets kept open, so that what is measured is the server. Prints one line of JSON.
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'

const [port, session_id, people, connections] = process.argv.slice(2) as [string, string, string, string]
const path = `/sessions/${session_id}/book`

type Answered = { nth: number; sent: number; answered: number; status: number; location: string }
const answers: Answered[] = []
let next = 0
let clock = 0

const form = (nth: number) =>
  new URLSearchParams({
    step: 'book',
    form_key: randomUUID(),
    first_name_1: 'Aisha',
    age_1: '9',
    adults: '1',
    carer_name: `Carer ${nth}`,
    contact: `family${nth}@example.org`,
    emergency_contact: '',
    must_know: '',
  }).toString()

const requests = Array.from({ length: Number(people) }, (_, nth) => {
  const body = form(nth)
  return `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
})

/** The length of the first whole response in `text`, or 0. */
function wholeResponse(text: string): number {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return 0
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head + 2))
  if (length) return text.length >= head + 4 + Number(length[1]) ? head + 4 + Number(length[1]) : 0
  const end = text.indexOf('0\r\n\r\n', head + 4)
  return end < 0 ? 0 : end + 5
}

const worker = () =>
  new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1').setEncoding('latin1').setNoDelay()
    let text = ''
    let mine: Answered
    const send = () => {
      if (next >= requests.length) return socket.end(() => resolve())
      mine = { nth: next, sent: ++clock, answered: 0, status: 0, location: '' }
      socket.write(requests[next++]!)
    }
    socket.on('connect', send).on('error', reject)
    socket.on('data', (part: string) => {
      text += part
      const length = wholeResponse(text)
      if (!length) return
      mine.answered = ++clock
      mine.status = Number(text.slice(9, 12))
      mine.location = /\r\nlocation: ([^\r]+)/i.exec(text)?.[1] ?? ''
      answers.push(mine)
      text = text.slice(length)
      send()
    })
  })

const began = performance.now()
await Promise.all(Array.from({ length: Number(connections) }, worker))
const seconds = (performance.now() - began) / 1000
process.stdout.write(JSON.stringify({ seconds, answers }))
