/* Monthly snapshot: what its other scripts share. A cell is a row of the grid or the note: fields
   that are saved together. */
"use strict";
(() => {
  const form = document.querySelector("form[data-entry]");
  if (!form) return;

  const AMOUNT = ".value input:not([type=hidden])";
  const fields = (cell) => [...cell.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const shown = (field) =>
    field.matches("select") ? [...field.options].find((option) => option.defaultSelected)?.value : field.defaultValue;

  // What the server answered last stands in the attributes, so a difference is not sent yet.
  const isTyped = (field) => field.value !== shown(field);
  // A choice beside a blank amount has nothing to stand beside: it waits for the amount.
  const isChanged = (cell) => {
    const typed = fields(cell).filter(isTyped);
    return typed.some((field) => !field.matches("select") || Boolean(cell.querySelector(AMOUNT)?.value));
  };

  globalThis.waterlineEntry = {
    form,
    fields,
    isChanged,
    isTyped,
    cells: () => [...form.querySelectorAll("[data-cell]")],
    cellOf: (element) => element?.closest?.("[data-cell]"),
    amountOf: (cell) => cell.querySelector(AMOUNT),
    amounts: () => [...form.querySelectorAll(AMOUNT)],
  };
})();
