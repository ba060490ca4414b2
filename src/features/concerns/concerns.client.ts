// "Leave this page quickly": the next page takes this one's place, so that Back does not lead here again.
document.addEventListener('click', (press) => {
  const link = (press.target as Element | null)?.closest<HTMLAnchorElement>('a[data-leave-quickly]')
  if (!link || press.ctrlKey || press.metaKey || press.shiftKey) return
  press.preventDefault()
  for (const form of document.forms) form.reset()
  location.replace(link.href)
})
