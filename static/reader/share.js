/** Copy the address of the article; the button is there only where that works. */
const button = document.querySelector(".share button")
const said = document.querySelector(".share [role=status]")

if (navigator.clipboard) {
  button.parentElement.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.value)
    said.textContent = button.dataset.done
  })
}
