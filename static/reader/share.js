/** Copy the address of the article, or hand it to whatever the device shares with; each is there only where it works. */
const list = document.querySelector(".share")

const offer = (name, deed) => {
  const button = list.querySelector(`[name=${name}]`)
  button.parentElement.hidden = false
  button.addEventListener("click", () => deed(button).catch(() => {}))
}

if (navigator.clipboard) {
  offer("copy", async button => {
    await navigator.clipboard.writeText(button.value)
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.done
  })
}
if (navigator.share) offer("share", button => navigator.share({ title: button.dataset.title, url: button.value }))
