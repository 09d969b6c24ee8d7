/** Ctrl+S saves and goes on, wherever one writes in the form. */
const form = document.getElementById("article_form")

document.addEventListener("keydown", (event) => {
  const button = form?.elements._continue
  if (!button || event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  event.preventDefault()
  form.requestSubmit(button)
})
