/* Monthly snapshot: a block pasted into an amount asks the server what it would change; nothing is
   filled in before that has been seen. */
"use strict";
(() => {
  const entry = globalThis.waterlineEntry;
  const asking = document.getElementById("paste-form");
  const panel = document.getElementById("paste-panel");
  if (!entry || !panel) return;

  // After filling in, reloading shows the month; it does not fill in once more.
  if (/\/(fill|undo|copy|close|reopen)\/$/.test(location.pathname)) history.replaceState(null, "", entry.form.dataset.address);
  if (!asking) return;

  let from = null; // the field that the block was pasted into

  const isBlock = (text) => /[\t\r\n]/.test(text.trim());
  entry.form.addEventListener("paste", (event) => {
    const field = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!field.matches(".value input:not(.price)") || !isBlock(text)) return;
    event.preventDefault();
    from = field;
    asking.elements.block.value = text.replace(/[\r\n]+$/, ""); // a blank first cell is a row, too
    asking.elements.start.value = field.id.replace("amount-", "");
    preview();
  });

  function preview() {
    htmx.ajax("POST", asking.action, { target: panel, swap: "innerHTML show:top", values: Object.fromEntries(new FormData(asking)) });
  }
  asking.addEventListener("submit", (event) => {
    event.preventDefault();
    from = null;
    preview();
  });

  document.addEventListener("htmx:load", () => {
    if (panel.contains(document.activeElement)) return;
    const heading = panel.querySelector("#paste-heading:not([data-seen])");
    if (!heading) return;
    heading.dataset.seen = "";
    heading.focus();
  });

  function close() {
    panel.replaceChildren();
    (from ?? asking.elements.block).focus();
  }
  panel.addEventListener("click", (event) => {
    if (!event.target.closest("[data-paste-cancel]")) return;
    event.preventDefault();
    close();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
