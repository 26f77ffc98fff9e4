/* Monthly snapshot: keys, and saving each row by itself as it is left. The server decides what is
   saved; this only sends, waits and sends again, and never loses what is being typed. */
"use strict";
(() => {
  const RETRY = [2000, 4000, 8000, 15000, 30000];
  const QUIET = 800;
  const form = document.querySelector("form[data-entry]");
  if (!form) return;

  const fields = (cell) => [...cell.querySelectorAll("input:not([type=hidden]), textarea")];
  // What the server answered last stands in the attribute, so a difference is not saved yet.
  const isChanged = (cell) => fields(cell).some((field) => field.value !== field.defaultValue);
  const cellOf = (element) => element?.closest?.("[data-cell]");
  const amounts = () => [...form.querySelectorAll(".value input:not([type=hidden])")];

  /* ── Saving ───────────────────────────────────────────────────────────────────────────────── */
  // id of a row -> what was sent, while its answer is awaited
  const sent = new Map();
  const unsent = new Set();
  const failures = new Map();
  let leaving = false;

  function save(cell) {
    if (sent.has(cell.id)) unsent.add(cell.id); // one at a time: the answer brings the new version
    else htmx.trigger(cell, "save");
  }

  function say(state) {
    const place = document.getElementById("saved");
    if (!place) return;
    place.classList.toggle("waiting", state === "saving");
    place.classList.toggle("unsaved", state !== "saving");
    place.textContent = place.dataset[state];
  }

  function settle(id) {
    sent.delete(id);
    const cell = document.getElementById(id);
    cell?.classList.remove("saving");
    return cell;
  }

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    const cell = detail.target.matches("[data-cell]") ? detail.target : null;
    if (!cell) return;
    sent.set(cell.id, new Map(fields(cell).map((field) => [field.id, field.value])));
    unsent.delete(cell.id);
    cell.classList.add("saving");
    say("saving");
    // Read the totals aloud once, when the typing pauses.
    document.getElementById("totals")?.setAttribute("aria-busy", "true");
  });

  let quiet;
  function announceTotals() {
    clearTimeout(quiet);
    quiet = setTimeout(() => document.getElementById("totals")?.removeAttribute("aria-busy"), QUIET);
  }

  // The row is about to be replaced: keep what was typed into it since it was sent, and the cursor.
  const kept = new Map();
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const was = detail.shouldSwap && sent.get(detail.target?.id);
    if (!was) return;
    const typed = new Map();
    for (const field of fields(detail.target)) {
      const focused = field === document.activeElement;
      if (field.value === was.get(field.id) && !focused) continue;
      typed.set(field.id, {
        value: field.value === was.get(field.id) ? null : field.value,
        focused,
        start: field.selectionStart,
        end: field.selectionEnd,
      });
    }
    // The buttons of a conflict go with it: back to the amount that was chosen.
    if (document.activeElement?.matches(`#message-${detail.target.id.replace("row-", "")} button`)) {
      const amount = detail.target.querySelector(".value input:not([type=hidden])");
      if (amount) typed.set(amount.id, { value: null, focused: true });
    }
    kept.set(detail.target.id, typed);
    document.getElementById("saved")?.classList.remove("waiting", "unsaved");
  });

  document.addEventListener("htmx:load", ({ target }) => {
    const typed = kept.get(target.id);
    if (!typed) return;
    kept.delete(target.id);
    for (const [id, { value, focused, start, end }] of typed) {
      const field = document.getElementById(id);
      if (!field) continue;
      if (value !== null) field.value = value;
      if (!focused) continue;
      field.focus({ preventScroll: true });
      // A whole text that was selected stays so, though it is written differently now.
      if (value === null) field.select();
      else field.setSelectionRange(start, end);
    }
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const id = detail.target?.id;
    if (!sent.has(id)) return;
    const status = detail.xhr.status;
    const cell = settle(id);
    const answered = status && !detail.xhr.responseURL.includes(document.body.dataset.login);
    if (answered && [200, 409, 422].includes(status)) {
      failures.delete(id);
      document.getElementById("saved")?.classList.toggle("unsaved", status !== 200);
      announceTotals();
    } else if (answered && status >= 400 && status < 500) {
      failures.set(id, { tries: 0 });
      say("refused");
      return;
    } else {
      retry(id, answered || !status ? "unsaved" : "signedOut");
      return;
    }
    const wanted = unsent.delete(id) || !cell?.contains(document.activeElement);
    if (cell && wanted && isChanged(cell)) save(cell);
  });

  function retry(id, state) {
    const tries = (failures.get(id)?.tries ?? -1) + 1;
    failures.set(id, { tries });
    say(state);
    setTimeout(() => {
      const cell = document.getElementById(id);
      if (cell && failures.has(id) && !sent.has(id)) htmx.trigger(cell, "save");
    }, RETRY[Math.min(tries, RETRY.length - 1)]);
  }

  addEventListener("online", () => {
    for (const id of failures.keys()) {
      const cell = document.getElementById(id);
      if (cell && !sent.has(id)) htmx.trigger(cell, "save");
    }
  });

  form.addEventListener("change", ({ target }) => {
    const cell = cellOf(target);
    if (cell && isChanged(cell)) save(cell);
  });
  // Text that came back after an answer raises no change event of its own.
  form.addEventListener("focusout", ({ target }) => {
    const cell = cellOf(target);
    if (cell && target.value !== target.defaultValue && !sent.has(cell.id)) save(cell);
  });

  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => {
    const open = failures.size || sent.size || form.querySelector("[aria-invalid=true]") || [...form.querySelectorAll("[data-cell]")].some(isChanged);
    if (open && !leaving) event.preventDefault();
  });

  /* ── Keys ─────────────────────────────────────────────────────────────────────────────────── */
  function step(field, by) {
    const column = amounts();
    const here = column.indexOf(cellOf(field).querySelector(".value input:not([type=hidden])"));
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
      field.select();
    }
  });

  const keys = {
    copy: (event) => event.altKey && event.code === "KeyC",
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

  document.addEventListener("DOMContentLoaded", () => {
    for (const hint of form.querySelectorAll(".keys")) hint.hidden = false;
    // On a touch screen the keyboard would cover the page unasked.
    if (matchMedia("(pointer: coarse)").matches || location.hash) return;
    const wrong = form.querySelector(".value input[aria-invalid=true]");
    const first = wrong || amounts().find((field) => !field.value) || amounts()[0];
    first?.focus({ preventScroll: !wrong });
    first?.select();
  });
})();
