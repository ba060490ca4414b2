// A page that comes back with problems starts at the list of them, for those who cannot see it.
document.querySelector<HTMLElement>('[data-problems]')?.focus()
