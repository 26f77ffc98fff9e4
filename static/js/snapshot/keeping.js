/* Monthly snapshot: keeps what was typed and is not saved, for this window and this login only, so
   that a reload loses nothing. What is saved is forgotten at once; logging out forgets the rest. */
"use strict";
(() => {
  const page = document.querySelector("form[data-kept-as]");
  if (!page) return;
  const NAME = `waterline:entry:${page.dataset.keptAs}`;
  const SENT = "sent"; // the whole form was sent, and a page came back

  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(NAME)) ?? {};
    } catch {
      return {};
    }
  };
  const write = (kept) => {
    try {
      if (Object.keys(kept).length) sessionStorage.setItem(NAME, JSON.stringify(kept));
      else sessionStorage.removeItem(NAME);
    } catch {
      // Storage is full or switched off: the page still warns before it is left.
    }
  };

  const entry = globalThis.waterlineEntry;
  if (!entry) {
    // The month is closed: what was sent with the closing has arrived.
    if (read()[SENT]) write({});
    return;
  }

  const hidden = (cell) => [...cell.querySelectorAll("input[type=hidden]")];

  function keep(cell) {
    const kept = read();
    const open = entry.fields(cell).filter((field) => field.value !== field.dataset.saved);
    if (open.some((field) => !field.matches("select")) || entry.isChanged(cell)) {
      const values = Object.fromEntries(open.map((field) => [field.id, field.value]));
      // With what it was made from: what somebody else has changed since is asked about, not lost.
      kept[cell.id] = { values, from: Object.fromEntries(hidden(cell).map((field) => [field.name, field.value])) };
    } else {
      delete kept[cell.id];
    }
    delete kept[SENT];
    write(kept);
  }

  function restore() {
    const cells = [];
    for (const [id, { values, from }] of Object.entries(read())) {
      const cell = document.getElementById(id);
      if (!cell?.matches("[data-cell]") || cell.querySelector("[aria-invalid=true]")) continue;
      const differs = entry.fields(cell).some((field) => (values[field.id] ?? field.value) !== field.value);
      if (!differs) {
        keep(cell); // it has arrived with the whole form
        continue;
      }
      for (const field of hidden(cell)) field.value = from[field.name] ?? field.value;
      for (const field of entry.fields(cell)) field.value = values[field.id] ?? field.value;
      if (!entry.isChanged(cell)) continue;
      cell.classList.add("unsaved");
      cells.push(cell);
    }
    return cells;
  }

  entry.form.addEventListener("input", ({ target }) => {
    const cell = entry.cellOf(target);
    if (cell) keep(cell);
  });
  entry.form.addEventListener("submit", () => {
    const kept = read();
    if (Object.keys(kept).length) write({ ...kept, [SENT]: true });
  });

  Object.assign(entry, { keep, restore });
})();
