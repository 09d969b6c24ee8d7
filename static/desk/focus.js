/** A click on the picture sets its focus; the fields below it and the two crops beside it follow each other. */
const place = document.querySelector(".focus-field")
const across = document.getElementById("id_focus_x")
const down = document.getElementById("id_focus_y")

const within = (value) => Math.min(100, Math.max(0, Math.round(value)))

const crop = (shape) => {
  const picture = place.querySelector("img").cloneNode()
  picture.className = `crop ${shape}`
  picture.alt = ""
  return picture
}

const show = (mark, crops) => {
  const [x, y] = [across, down].map(({ value }) => `${within(value)}%`)
  Object.assign(mark.style, { insetInlineStart: "auto", left: x, top: y })
  crops.forEach(({ style }) => (style.objectPosition = `${x} ${y}`))
}

const begin = () => {
  const mark = Object.assign(document.createElement("span"), { className: "mark" })
  const whole = place.querySelector("img")
  const crops = [crop("wide"), crop("square"), crop("tall")]
  const frame = Object.assign(document.createElement("span"), { className: "frame" })
  frame.append(whole, mark)
  place.append(frame, ...crops)
  whole.addEventListener("click", ({ offsetX, offsetY }) => {
    across.value = within((100 * offsetX) / whole.clientWidth)
    down.value = within((100 * offsetY) / whole.clientHeight)
    across.dispatchEvent(new Event("input", { bubbles: true }))
  })
  for (const field of [across, down]) field.addEventListener("input", () => show(mark, crops))
  show(mark, crops)
}

if (place && across && down) begin()
