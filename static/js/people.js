/* Copies a field that is shown once: <button data-copy="id of the field">. */
"use strict";
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // No clipboard without HTTPS: the text is selected, and the keyboard copies it.
    return;
  }
  button.querySelector("[data-copy-label]").hidden = true;
  button.querySelector("[data-copy-done]").hidden = false;
});
