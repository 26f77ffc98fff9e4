/* What every page shares: theme and privacy switches, printing, menus, and staying out of dead ends
   when a page part cannot be fetched. Everything here also works as a plain form or link. */
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const isDark = () =>
    (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  const toggles = {
    privacy(button) {
      const hidden = root.toggleAttribute("data-private");
      button.value = hidden ? "1" : "0";
      button.setAttribute("aria-pressed", String(hidden));
      const icon = button.querySelector("use");
      icon.setAttribute("href", icon.getAttribute("href").replace(/#.*$/, hidden ? "#eye-off" : "#eye"));
    },
    theme(button) {
      root.dataset.theme = isDark() ? "light" : "dark";
      button.value = root.dataset.theme;
      document.dispatchEvent(new Event("waterline:theme"));
    },
  };

  // The switch acts at once; the server only remembers it and answers 204.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const toggle = toggles[form.dataset.toggle];
    if (!toggle) return;
    event.preventDefault();
    const button = form.querySelector("button");
    toggle(button);
    const body = new FormData(form);
    body.set(button.name, button.value);
    const headers = { "X-Requested-With": "fetch" };
    fetch(form.action, { method: "POST", body, headers, redirect: "manual", keepalive: true }).catch(() => {});
  });

  // Whoever logs in next at this window finds nothing that was typed and not saved.
  document.addEventListener("submit", ({ target }) => {
    if (!target.matches("form[action$='/logout/']")) return;
    for (const name of Object.keys(sessionStorage)) if (name.startsWith("waterline:")) sessionStorage.removeItem(name);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll("details.who[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.who[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // A link whose part cannot be fetched is followed as a link, so that the reader sees the reason.
  const follow = ({ detail }) => {
    if (detail.requestConfig?.verb === "get" && detail.elt.matches("a[href]")) location.assign(detail.elt.href);
  };
  document.addEventListener("htmx:responseError", follow);
  document.addEventListener("htmx:sendError", follow);

  // Signed out meanwhile: never put the log-in page into a part of another page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!xhr.responseURL || new URL(xhr.responseURL).pathname !== document.body.dataset.login) return;
    event.detail.shouldSwap = false;
    event.detail.isError = true;
    if (requestConfig.verb === "get") location.assign(xhr.responseURL);
  });
})();
