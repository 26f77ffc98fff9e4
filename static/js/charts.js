/* Draws every [data-figure] from its JSON. Figures carry numbers and finished words; colours and
   fonts come from the style sheets, so one figure serves light, dark and paper. */
"use strict";
(() => {
  const NARROW = 560; // px; below this a figure's compact layout is used
  const PAPER = 690; // px between the margins of an A4 sheet
  const COLOUR_KEYS = new Set([
    "bgcolor", "bordercolor", "color", "fgcolor", "fillcolor", "gridcolor", "linecolor", "spikecolor",
    "tickcolor", "zerolinecolor",
  ]);
  const received = new Map(); // figures of fetched page parts; htmx drops their script elements
  const drawn = new WeakMap(); // chart -> the width it was drawn for

  /* ── colours: "@sea" is the computed value of --chart-sea ── */
  const makePalette = () => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.hidden = true;
    const known = new Map();
    const look = (token) => {
      if (!known.has(token)) {
        probe.style.color = `var(--chart-${token})`;
        known.set(token, getComputedStyle(probe).color);
      }
      return known.get(token);
    };
    return { look, done: () => probe.remove() };
  };
  const colour = (value, look) =>
    Array.isArray(value)
      ? value.map((item) => colour(item, look))
      : typeof value === "string" && value.startsWith("@") ? look(value.slice(1)) : value;
  const paint = (node, look) => {
    if (Array.isArray(node)) return node.map((item) => paint(item, look));
    if (node === null || typeof node !== "object") return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        COLOUR_KEYS.has(key) && (typeof value === "string" || Array.isArray(value))
          ? colour(value, look)
          : paint(value, look),
      ]),
    );
  };

  const makeTemplate = (look) => {
    const family = getComputedStyle(document.body).fontFamily;
    const axis = {
      automargin: true, fixedrange: true, showline: false, tickangle: 0, tickcolor: look("grid"),
      tickfont: { color: look("quiet"), size: 12 },
    };
    return {
      layout: {
        font: { family, size: 12, color: look("text") },
        paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
        colorway: ["sea", "ember", "ink", "amber", "quiet"].map(look),
        margin: { l: 8, r: 8, t: 8, b: 8 },
        showlegend: false, dragmode: false, hovermode: "x unified",
        hoverlabel: {
          align: "left", namelength: -1, bgcolor: look("hover"), bordercolor: look("edge"),
          font: { family, size: 12.5, color: look("ink") },
        },
        xaxis: { ...axis, showgrid: false, zeroline: false, ticks: "" },
        yaxis: {
          ...axis, showgrid: true, gridcolor: look("grid"), gridwidth: 1, ticks: "",
          zeroline: true, zerolinecolor: look("ink"), zerolinewidth: 2.5,
        },
        annotationdefaults: { showarrow: false, font: { size: 12, color: look("text") } },
        shapedefaults: { line: { color: look("edge"), width: 1 } },
        bargap: 0.34, uniformtext: { mode: "hide", minsize: 10 },
      },
      data: {
        bar: [{ textfont: { size: 12, color: look("ink") }, marker: { line: { width: 0 } } }],
        scatter: [{ line: { width: 1.5 } }],
      },
    };
  };

  /* ── the date on top of the hover box, in the page's language ── */
  const escapePercent = (text) => text.replaceAll("%", "%%");
  const makeLocale = () => {
    // Dates read "31 Jan 2024" in plain English, as everywhere else on the page.
    const lang = document.documentElement.lang.replace(/^(en)?$/, "en-GB");
    const months = (month) =>
      Array.from({ length: 12 }, (_, m) =>
        new Intl.DateTimeFormat(lang, { day: "numeric", month, year: "numeric" })
          .formatToParts(new Date(2024, m, 1)).find((part) => part.type === "month").value);
    const days = (weekday) =>
      Array.from({ length: 7 }, (_, d) => // 2 January 2000 was a Sunday
        new Intl.DateTimeFormat(lang, { weekday }).format(new Date(2000, 0, 2 + d)));
    const pattern = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", year: "numeric" })
      .formatToParts(new Date(2024, 11, 1))
      .map(({ type, value }) => ({ day: "%-d", month: "%b", year: "%Y" })[type] ?? escapePercent(value))
      .join("");
    Plotly.register({
      moduleType: "locale", name: lang, dictionary: {},
      format: {
        months: months("long"), shortMonths: months("short"), days: days("long"), shortDays: days("short"),
        dateTime: pattern, date: pattern, time: "%H:%M", periods: ["AM", "PM"],
        decimal: ".", thousands: ",", grouping: [3], currency: ["", ""],
      },
    });
    return { lang, pattern };
  };

  /* ── drawing ── */
  const readFigure = (chart) => {
    const id = chart.dataset.figure;
    const text = received.get(id) ?? document.getElementById(id)?.textContent;
    if (!text) throw new Error(`no figure ${id}`);
    return JSON.parse(text);
  };
  const compacted = (layout) => {
    const compact = layout.meta?.compact;
    if (!compact) return layout;
    const both = (key) => ({ ...layout[key], ...compact[key] });
    return { ...layout, ...compact, xaxis: both("xaxis"), yaxis: both("yaxis"), yaxis2: both("yaxis2") };
  };
  const fallBack = (chart, failed) => {
    chart.hidden = failed;
    const block = chart.closest(".figure-block");
    const sentence = block?.querySelector(".chart-missing[hidden], .chart-missing[data-shown]");
    if (sentence) { sentence.hidden = !failed; sentence.toggleAttribute("data-shown", failed); }
    if (failed) block?.querySelector(".details")?.setAttribute("open", "");
  };

  let locale, onPaper = false;
  const draw = (charts) => {
    const palette = makePalette();
    for (const chart of charts) {
      try {
        resized.observe(chart);
        if (!chart.clientWidth && !chart.hidden) continue; // not laid out yet: the observer calls again
        fallBack(chart, false);
        locale ??= makeLocale();
        const figure = paint(readFigure(chart), palette.look);
        const width = onPaper ? PAPER : chart.clientWidth;
        const layout = width < NARROW ? compacted(figure.layout) : figure.layout;
        const xaxis = { unifiedhovertitle: { text: `%{x|${locale.pattern}}` }, ...layout.xaxis };
        Plotly.react(
          chart,
          figure.data,
          {
            ...layout, xaxis, template: makeTemplate(palette.look),
            width, height: chart.clientHeight,
          },
          { displayModeBar: false, doubleClick: false, scrollZoom: false, showTips: false, locale: locale.lang },
        ).catch(() => fallBack(chart, true));
        drawn.set(chart, chart.clientWidth);
        // The sheet may be another size than A4: the drawing follows it.
        for (const one of onPaper ? chart.querySelectorAll(".main-svg") : [])
          one.setAttribute("viewBox", `0 0 ${width} ${chart.clientHeight}`);
      } catch (error) {
        console.warn(error);
        fallBack(chart, true);
      }
    }
    palette.done();
  };
  const drawAll = () => draw(document.querySelectorAll("[data-figure]"));

  const resized = new ResizeObserver((entries) => {
    const changed = entries.map((entry) => entry.target)
      .filter((chart) => chart.isConnected && chart.clientWidth && chart.clientWidth !== drawn.get(chart));
    if (changed.length) requestAnimationFrame(() => draw(changed));
  });

  document.addEventListener("DOMContentLoaded", () => {
    const ready = document.fonts ? document.fonts.load("12px Inter").catch(() => null) : Promise.resolve();
    ready.then(drawAll);
  });
  document.addEventListener("waterline:theme", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-chart-retry]")) return;
    if (window.Plotly) drawAll(); else location.reload();
  });

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const answer = new DOMParser().parseFromString(detail.xhr.responseText, "text/html");
    for (const script of answer.querySelectorAll('script[type="application/json"][id]'))
      received.set(script.id, script.textContent);
  });
  document.addEventListener("htmx:beforeCleanupElement", ({ target }) => {
    if (!target.matches?.("[data-figure]")) return;
    resized.unobserve(target);
    window.Plotly?.purge(target);
  });
  document.addEventListener("htmx:afterSwap", drawAll);

  // Paper is light whatever the screen is.
  let screenTheme;
  addEventListener("beforeprint", () => {
    screenTheme = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
    onPaper = true;
    drawAll();
  });
  addEventListener("afterprint", () => {
    onPaper = false;
    for (const one of document.querySelectorAll(".chart .main-svg")) one.removeAttribute("viewBox");
    if (screenTheme) document.documentElement.dataset.theme = screenTheme;
    else delete document.documentElement.dataset.theme;
    drawAll();
  });
})();
