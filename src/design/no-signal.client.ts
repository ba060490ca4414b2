// A form sent without a signal would be swapped for the browser's own error page. Stay, and say so instead.
document.addEventListener('submit', (pressed) => {
  const form = pressed.target as HTMLFormElement
  form.querySelector('[data-told]')?.remove()
  if (navigator.onLine || form.method !== 'post') return
  pressed.preventDefault()
  const words =
    document.querySelector<HTMLTemplateElement>('template[data-no-signal]')?.content.textContent ?? ''
  const told = document.createElement('p')
  told.dataset.told = ''
  told.className = 'problem'
  told.setAttribute('role', 'alert')
  form.append(told)
  told.textContent = words
})
