// Keyboard shortcuts for staff pages. A shortcut presses a link or button that is on the page anyway, and each is
// shown in its tooltip and in the list behind "?". Single keys never fire in fields and can be turned off (WCAG 2.1.4).

const $ = (sel, root = document) => root.querySelector(sel);
const $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
const typing = (el) => el?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const idle = (ev) => document.documentElement.dataset.keys !== "off" && !ev.defaultPrevented && !ev.metaKey && !ev.ctrlKey
  && !ev.altKey && !typing(ev.target) && !$("dialog[open]");

/* ---- data-key="g f" presses (or focuses) its element ---- */
let prefix = "";
let forget;
document.addEventListener("keydown", (ev) => {
  if ((ev.metaKey || ev.ctrlKey) && ev.key.toLowerCase() === "k") {
    const palette = $("#palette");
    if (!palette) return;
    ev.preventDefault();
    if (!palette.open) palette.showModal();
    return;
  }
  if (!idle(ev)) return;
  const combo = prefix ? `${prefix} ${ev.key}` : ev.key;
  const hit = $$("[data-key]").find((el) => el.dataset.key === combo && el.checkVisibility());
  clearTimeout(forget);
  if (hit) {
    prefix = "";
    ev.preventDefault();
    if (hit.matches("input, select, textarea")) hit.focus(); else hit.click();
  } else {
    prefix = $$("[data-key]").some((el) => el.dataset.key.startsWith(`${ev.key} `)) ? ev.key : "";
    forget = setTimeout(() => { prefix = ""; }, 900);
  }
});

/* ---- j and k move through rows that hold a .rowlink; x ticks the row ---- */
document.addEventListener("keydown", (ev) => {
  if (!idle(ev) || !["j", "k", "x"].includes(ev.key)) return;
  const row = document.activeElement.closest?.("tr, li");
  if (ev.key === "x") { $("input[type=checkbox]", row ?? document.createElement("i"))?.click(); return; }
  const rows = $$(".rowlink");
  if (!rows.length) return;
  const at = rows.indexOf(row ? $(".rowlink", row) : null);
  rows[Math.max(0, Math.min(rows.length - 1, at + (ev.key === "j" ? 1 : -1)))].focus();
});
