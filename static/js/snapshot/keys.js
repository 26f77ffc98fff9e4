/* Monthly snapshot: keys of the grid, the list of them, and where the cursor begins. */
"use strict";
(() => {
  const entry = globalThis.waterlineEntry;
  if (!entry) return;
  const { form, cellOf, amounts } = entry;

  function step(field, by) {
    const column = amounts();
    let here = column.indexOf(field);
    // From a note or what stands behind it: on from the row's last amount, or back from its first.
    if (here < 0) {
      const own = column.filter((amount) => cellOf(amount) === cellOf(field));
      here = column.indexOf(by > 0 ? own.at(-1) : own[0]);
    }
    const next = column[here + by];
    if (next) {
      next.focus();
      next.select();
    } else if (by > 0) {
      form.querySelector("[data-key=close]")?.focus();
    }
  }

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || !field.matches("[data-cell] input")) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key === "Enter") {
      event.preventDefault(); // also where the key is held: a form is never sent by accident
      if (!event.repeat) step(field, event.shiftKey ? -1 : 1);
    } else if (plain && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(field, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      field.value = field.dataset.saved;
      entry.keep(cellOf(field));
      field.select();
    }
  });

  const keys = {
    copy: (event) => event.altKey && event.code === "KeyC",
    estimates: (event) => event.altKey && event.code === "KeyE",
    close: (event) => (event.ctrlKey || event.metaKey) && event.key === "Enter",
  };
  document.addEventListener("keydown", (event) => {
    for (const [name, isPressed] of Object.entries(keys)) {
      const button = isPressed(event) && !event.repeat && form.querySelector(`[data-key=${name}]`);
      if (!button) continue;
      event.preventDefault();
      form.requestSubmit(button);
    }
  });

  /* ── The list of keys ─────────────────────────────────────────────────────────────────────── */
  const list = document.getElementById("keys");
  const open = () => { if (list && !list.open) list.showModal(); };
  document.getElementById("keys-button")?.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const hint of form.querySelectorAll(".keys, #keys-button")) hint.hidden = false;
    // On a touch screen the keyboard would cover the page unasked.
    if (matchMedia("(pointer: coarse)").matches || location.hash) return;
    const wrong = form.querySelector("[data-cell] [aria-invalid=true]");
    const first = wrong || amounts().find((field) => !field.value) || amounts()[0];
    first?.focus({ preventScroll: !wrong });
    first?.select();
  });
})();
