/* Monthly snapshot: saves each cell by itself as it is left, one request after the other, so that
   no older answer comes after a newer one. The server decides what is saved; this only sends, waits
   and sends again, and never loses what is being typed. */
"use strict";
(() => {
  const entry = globalThis.waterlineEntry;
  if (!entry) return;
  const { form, fields, isChanged, isTyped, cellOf } = entry;
  const RETRY = [2000, 4000, 8000, 15000, 30000];
  const QUIET = 800;

  const waiting = new Set(); // ids of cells that are to be sent
  const asked = []; // buttons of conflicts that were pressed while a request was on its way
  const refused = new Set(); // cells that the server will not take from this page any more
  let flight = null; // the cell that is on its way, with what was sent
  let timer = 0;
  let tries = 0;
  let leaving = false;

  /* ── The line: one at a time ──────────────────────────────────────────────────────────────── */
  function save(cell) {
    waiting.add(cell.id);
    if (timer) cell.classList.add("unsaved");
    next();
  }

  function next() {
    if (flight || timer) return;
    if (asked.length) {
      asked.shift()();
      return;
    }
    for (const id of waiting) {
      waiting.delete(id);
      const cell = document.getElementById(id);
      if (!cell || !isChanged(cell)) continue;
      htmx.trigger(cell, "save");
      if (flight) return;
    }
  }

  document.addEventListener("htmx:confirm", (event) => {
    if (!flight || !event.detail.target?.matches?.("[data-cell]")) return;
    event.preventDefault();
    asked.push(() => event.detail.issueRequest(true));
  });

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    const cell = detail.target.matches("[data-cell]") ? detail.target : null;
    if (!cell) return;
    flight = { id: cell.id, sent: new Map(fields(cell).map((field) => [field.id, field.value])) };
    waiting.delete(cell.id);
    cell.classList.add("saving");
    say("saving");
    // Read the totals aloud once, when the typing pauses.
    document.getElementById("totals")?.setAttribute("aria-busy", "true");
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!flight || flight.id !== detail.target?.id) return;
    const { id } = flight;
    flight = null;
    const cell = document.getElementById(id);
    cell?.classList.remove("saving");
    const status = detail.xhr.status;
    const here = status && !detail.xhr.responseURL.includes(document.body.dataset.login);
    if (here && [200, 409, 422].includes(status)) {
      settle(id, cell, status);
    } else if (here && status >= 400 && status < 500) {
      refused.add(id);
      cell?.classList.add("unsaved");
      say("refused");
    } else {
      waitAndRetry(id, cell, here || !status ? "unsaved" : "signedOut");
    }
    next();
  });

  function settle(id, cell, status) {
    tries = 0;
    refused.delete(id);
    document.getElementById("saved")?.classList.toggle("unsaved", status !== 200);
    announceTotals();
    if (cell) entry.keep(cell);
    const left = !cell?.contains(document.activeElement);
    if (cell && left && isChanged(cell)) waiting.add(id);
    if (refused.size) say("refused");
  }

  function waitAndRetry(id, cell, state) {
    waiting.add(id);
    cell?.classList.add("unsaved");
    say(state);
    timer = setTimeout(retryNow, RETRY[Math.min(tries, RETRY.length - 1)]);
    tries += 1;
  }

  function retryNow() {
    clearTimeout(timer);
    timer = 0;
    next();
  }
  addEventListener("online", () => {
    tries = 0;
    retryNow();
  });

  function say(state) {
    const place = document.getElementById("saved");
    if (!place) return;
    place.classList.toggle("waiting", state === "saving");
    place.classList.toggle("unsaved", state !== "saving");
    place.textContent = place.dataset[state];
  }

  let quiet;
  function announceTotals() {
    clearTimeout(quiet);
    quiet = setTimeout(() => document.getElementById("totals")?.removeAttribute("aria-busy"), QUIET);
  }

  /* ── The answer replaces the row: what was typed since, the cursor and an open part stay ─────── */
  const kept = new Map();
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const { target } = detail;
    if (!detail.shouldSwap || !flight || flight.id !== target?.id) return;
    const typed = new Map();
    for (const field of fields(target)) {
      const same = field.value === flight.sent.get(field.id);
      if (!same) typed.set(field.id, field.value);
    }
    const active = document.activeElement;
    let focus = target.contains(active) && active.id ? { id: active.id, start: active.selectionStart, end: active.selectionEnd } : null;
    // The buttons of a conflict go with it: back to the amount that was chosen.
    if (active?.matches(`#message-${target.id.replace("row-", "")} button`)) focus = { id: entry.amountOf(target)?.id };
    kept.set(target.id, { typed, focus, open: target.querySelector("details")?.open });
    document.getElementById("saved")?.classList.remove("waiting", "unsaved");
  });

  document.addEventListener("htmx:load", ({ target }) => {
    const was = kept.get(target.id);
    if (!was) return;
    kept.delete(target.id);
    for (const [id, value] of was.typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    const details = target.querySelector("details");
    if (details && was.open) details.open = true;
    const field = was.focus && document.getElementById(was.focus.id);
    if (!field) return;
    field.focus({ preventScroll: true });
    // A whole text that was selected stays so, though it is written differently now.
    if (!was.typed.has(field.id)) field.select?.();
    else field.setSelectionRange?.(was.focus.start, was.focus.end);
  });

  /* ── When ─────────────────────────────────────────────────────────────────────────────────── */
  form.addEventListener("change", ({ target }) => {
    const cell = cellOf(target);
    if (cell && isChanged(cell)) save(cell);
  });
  // Text that came back after an answer raises no change event of its own.
  form.addEventListener("focusout", ({ target }) => {
    const cell = cellOf(target);
    if (cell && isTyped(target) && isChanged(cell) && flight?.id !== cell.id) save(cell);
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const cell of entry.restore()) save(cell);
  });

  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.method !== "dialog") leaving = true;
  });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => {
    const open = flight || timer || refused.size || form.querySelector("[aria-invalid=true]") || entry.cells().some(isChanged);
    if (open && !leaving) event.preventDefault();
  });
})();
