// Keeps a family's list on their own device, and nowhere else. Without it every page still works.
const key = 'my-list'
const most = 50

const read = (): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept)
      ? kept.filter((each): each is string => typeof each === 'string').slice(0, most)
      : []
  } catch {
    return []
  }
}

const write = (ids: string[]): void => {
  try {
    localStorage.setItem(key, JSON.stringify(ids))
  } catch {
    // Storage is full or refused: the buttons still answer until the page is left.
  }
}

const myListLinks = () => document.querySelectorAll<HTMLAnchorElement>('a[href^="/my-list"]')

function show(ids: string[]): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-shortlist]')) {
    button.hidden = false
    button.setAttribute('aria-pressed', String(ids.includes(button.dataset.shortlist ?? '')))
  }
  for (const link of myListLinks()) link.href = ids.length ? `/my-list?ids=${ids.join(',')}` : '/my-list'
}

let ids = read()
const empty = document.querySelector('[data-my-list="empty"]')
if (empty && ids.length && !location.search) location.replace(`/my-list?ids=${ids.join(',')}`)
show(ids)

document.addEventListener('click', (press) => {
  const button = (press.target as Element | null)?.closest<HTMLButtonElement>('[data-shortlist]')
  const id = button?.dataset.shortlist
  if (!id) return
  ids = ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id].slice(-most)
  write(ids)
  show(ids)
})
// Another tab may have changed the list.
const again = (): void => {
  ids = read()
  show(ids)
}
addEventListener('storage', again)
addEventListener('pageshow', again)
