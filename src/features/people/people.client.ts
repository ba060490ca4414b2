// Passkeys: the browser asks the phone or the key, and the answer goes out with the form. Without this, the app's code works.
type Asking = { parseCreationOptionsFromJSON?: unknown; parseRequestOptionsFromJSON?: unknown }

async function answered(form: HTMLFormElement): Promise<string | null> {
  const options = JSON.parse(form.dataset.options ?? '{}')
  const asked =
    form.dataset.passkey === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        })
  return asked ? JSON.stringify((asked as PublicKeyCredential).toJSON()) : null
}

const can =
  'PublicKeyCredential' in globalThis &&
  (PublicKeyCredential as Asking).parseCreationOptionsFromJSON !== undefined &&
  (PublicKeyCredential as Asking).parseRequestOptionsFromJSON !== undefined

if (can)
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', async (pressed) => {
      pressed.preventDefault()
      const field = form.elements.namedItem('answer') as HTMLInputElement
      // Nobody answered, or they changed their mind: the page says so, with the other way beside it.
      field.value = (await answered(form).catch(() => null)) ?? ''
      form.submit()
    })
  }
