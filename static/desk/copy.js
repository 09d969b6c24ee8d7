/** A button that copies what a field holds; shown only where it works. */
const copy = async ({ currentTarget: button }) => {
  const field = document.getElementById(button.dataset.copy)
  field.select()
  await navigator.clipboard.writeText(field.value)
  button.textContent = button.dataset.copied
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", copy)
}
