/* Preselects the browser's own time zone in <select data-guess-zone>. The server marks it only
   while nobody has chosen. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll("select[data-guess-zone]"))
    if ([...select.options].some((option) => option.value === zone)) select.value = zone;
});
