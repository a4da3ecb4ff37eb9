// Progressive enhancement. Everything here improves a link or a form that already works without it.
// No framework, no inline code, no eval, no imports: it runs under script-src 'self' and hashed addresses.
// Listeners sit on the document only, so markup that was swapped in needs no binding.

const $ = (sel, root = document) => root.querySelector(sel);
const $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
const root = document.documentElement;
root.dataset.js = "on";

/* ---- Telling people: one polite region, and toasts that are never the only message ---- */
function say(text) {
  const live = $("#live");
  if (!live) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 60);
}
function toast(text) {
  const box = $("#toasts");
  say(text);
  if (!box) return;
  const el = Object.assign(document.createElement("div"), { className: "toast", textContent: text });
  box.append(el);
  setTimeout(() => el.remove(), 6000);
}

/* ---- Partial swaps: data-swap="#a #b" on a form or link; data-push="off" leaves the address alone ---- */
const inFlight = new Map();
const FAILED = "That did not work. Check your connection and try again.";

async function swap(url, init, targets, push, quiet = false) {
  const key = targets.join(" ");
  inFlight.get(key)?.abort();
  const mine = new AbortController();
  inFlight.set(key, mine);
  const nodes = targets.map((t) => $(t)).filter(Boolean);
  nodes.forEach((n) => n.setAttribute("aria-busy", "true"));
  try {
    const res = await fetch(url, {
      ...init, signal: mine.signal, credentials: "same-origin",
      headers: { Accept: "text/html", "X-Partial": key.replaceAll("#", "") },
    });
    if (!(res.headers.get("content-type") ?? "").includes("text/html")) throw new Error("not html");
    const doc = new DOMParser().parseFromString(await res.text(), "text/html");
    adopt(res, doc, targets, push ? (res.redirected ? res.url : url) : null, quiet);
  } catch (e) {
    if (e.name !== "AbortError" && !quiet) toast(FAILED);
  } finally {
    if (inFlight.get(key) === mine) inFlight.delete(key);
    nodes.forEach((n) => n.isConnected && inFlight.get(key) === undefined && n.removeAttribute("aria-busy"));
  }
}

function adopt(res, doc, targets, address, quiet) {
  if (quiet && (res.redirected || !res.ok)) return;
  const elsewhere = res.redirected && new URL(res.url).pathname !== location.pathname && address === null;
  const found = targets.filter((t) => doc.querySelector(t));
  if (elsewhere || (found.length === 0 && res.ok)) { location.assign(res.url); return; }
  if (found.length === 0) { toast(doc.querySelector("h1")?.textContent.trim() || FAILED); return; }
  const note = doc.querySelector("[data-announce]")?.textContent.trim();    // read before its node leaves doc
  const active = document.activeElement?.id;
  const picked = new Set($$("input[name=pick]:checked").map((box) => box.value));  // ticks the server has not seen yet
  for (const t of found) {
    const old = $(t);
    if (!old || old.querySelector("dialog[open]")) continue;                // someone is working in there
    old.replaceWith(document.adoptNode(doc.querySelector(t)));
  }
  for (const box of $$("input[name=pick]")) box.checked ||= picked.has(box.value);
  if (active && document.activeElement?.id !== active) document.getElementById(active)?.focus();
  if (note && !quiet) say(note);
  if (res.status === 422) {
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
    ($("#error-summary") ?? $("[aria-invalid='true']"))?.focus();
  }
  if (address) history.replaceState({ swapped: true }, "", address);
  document.dispatchEvent(new CustomEvent("swapped", { detail: { targets: found } }));
}

document.addEventListener("submit", (ev) => {
  const form = ev.target.closest("form[data-swap]");
  if (!form || ev.defaultPrevented || form.enctype === "multipart/form-data") return;
  if (ev.submitter?.dataset.swap === "off") return;                        // this button leads to another page
  ev.preventDefault();
  const by = ev.submitter;
  const data = new FormData(form, by);
  const targets = form.dataset.swap.split(/\s+/);
  // formAction reads as the page's own address when the attribute is missing, so look at the attribute.
  const action = new URL(by?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href);
  if ((by?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toLowerCase() === "get") {
    action.search = new URLSearchParams([...data].filter(([, v]) => v !== ""));
    swap(action.href, {}, targets, form.dataset.push !== "off");
  } else {
    swap(action.href, { method: "POST", body: new URLSearchParams(data) }, targets, false);
  }
});
document.addEventListener("click", (ev) => {
  const a = ev.target.closest("a[data-swap]");
  if (!a || ev.metaKey || ev.ctrlKey || ev.shiftKey || ev.button) return;
  ev.preventDefault();
  swap(a.href, {}, a.dataset.swap.split(/\s+/), a.dataset.push !== "off");
});

/* ---- Parts that take longer than the page: a link that is followed by itself ---- */
for (const a of $$("a[data-swap][data-load]")) swap(a.href, {}, a.dataset.swap.split(/\s+/), false);

/* ---- What others change meanwhile: data-every="30" on a part with an id, asked for again while somebody looks and works
   elsewhere on the page. Nothing is said of it, and a failure is left to the next time. ---- */
for (const { id, dataset } of $$("[id][data-every]")) {
  setInterval(() => {
    const part = document.getElementById(id);
    const worked = !part || part.contains(document.activeElement) || part.querySelector("details[open], input:checked");
    if (!document.hidden && !worked && !inFlight.has(`#${id}`)) swap(location.href, {}, [`#${id}`], false, true);
  }, Number(dataset.every) * 1000);
}

/* ---- A row link that swaps a panel marks its row; where the panel is out of sight, it is brought into view ---- */
let panel = null;
document.addEventListener("click", (ev) => {
  const link = ev.target.closest("tr .rowlink[data-swap]");
  if (!link || ev.metaKey || ev.ctrlKey || ev.shiftKey || ev.button) return;
  for (const tr of $$("tr[aria-current]", link.closest("table"))) tr.removeAttribute("aria-current");
  link.closest("tr").setAttribute("aria-current", "true");
  panel = link.dataset.swap;
});
document.addEventListener("swapped", (ev) => {
  if (!panel || !ev.detail.targets.includes(panel)) return;
  $(panel)?.scrollIntoView({ block: "nearest" });
  panel = null;
});

/* ---- Live filters: data-live on a GET form ---- */
let timer;
document.addEventListener("input", (ev) => {
  const form = ev.target.closest("form[data-live]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => form.requestSubmit(), ev.target.matches("[type=search], [type=text]") ? 220 : 0);
});

/* ---- Advice while typing: data-check="/address" on a POST form; what is typed so far is sent there and changes nothing ---- */
let checking;
document.addEventListener("input", (ev) => {
  const form = ev.target.closest("form[data-check]");
  if (!form) return;
  clearTimeout(checking);
  checking = setTimeout(() => {
    const body = new URLSearchParams(new FormData(form));
    swap(new URL(form.dataset.check, location.href).href, { method: "POST", body }, form.dataset.checkSwap.split(/\s+/), false);
  }, 450);
});

/* ---- Suggestions: data-suggest="/path" on an input with a datalist; the server answers with that datalist ---- */
let suggesting;
document.addEventListener("input", (ev) => {
  const box = ev.target.closest("input[data-suggest][list]");
  if (!box) return;
  clearTimeout(suggesting);
  const url = `${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`;
  suggesting = setTimeout(() => swap(url, {}, [`#${box.getAttribute("list")}`], false), 220);
});

/* ---- A form is sent once: the pressed button shows it is busy ---- */
document.addEventListener("submit", (ev) => {
  const form = ev.target;
  if (ev.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { ev.preventDefault(); return; }
  form.dataset.sent = "yes";
  ev.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  $$("form[data-sent]").forEach((f) => { delete f.dataset.sent; });
  $$("button[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
});

/* ---- Dialogs: data-open="#id" on a link that also works by itself ---- */
document.addEventListener("click", (ev) => {
  const opener = ev.target.closest("[data-open]");
  const dialog = opener && $(opener.dataset.open);
  if (dialog?.showModal) { ev.preventDefault(); dialog.showModal(); return; }
  if (ev.target.matches("dialog")) ev.target.close();                       // a click on the backdrop
});

/* ---- Command palette: actions filter here, the rest comes from the server through data-live ---- */
document.addEventListener("input", (ev) => {
  const pal = ev.target.closest(".palette");
  if (!pal) return;
  const words = ev.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const li of $$("[data-actions] li", pal)) li.hidden = !words.every((w) => li.textContent.toLowerCase().includes(w));
});
document.addEventListener("keydown", (ev) => {
  const pal = ev.target.closest?.(".palette");
  if (!pal) return;
  const box = $("input", pal);
  const links = $$("li:not([hidden]) a", pal);
  if (ev.key === "Enter" && ev.target === box) {
    ev.preventDefault();
    if (links.length) links[0].click(); else box.form.submit();              // nothing yet: the full search page
  } else if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
    ev.preventDefault();
    const stops = [box, ...links];
    const at = stops.indexOf(document.activeElement);
    stops[(at + (ev.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length].focus();
  }
});

/* ---- What the ticked rows add up to: <output data-select-count="#rows"> ---- */
const money = (n) => {
  const [by, unit] = n >= 1e9 ? [1e9, "B"] : n >= 1e6 ? [1e6, "M"] : n >= 1e3 ? [1e3, "k"] : [1, ""];
  return `$${(n / by).toFixed(1).replace(/\.0$/, "")}${unit}`;
};
const parts = (text) => (text ?? "").split(";").filter(Boolean).map((part) => part.split(" "));
// What is open of each kind is on the output (data-open), what a row could bring on its tick (data-brings).
function byKind(out, picked) {
  const brings = picked.flatMap((i) => parts(i.dataset.brings));
  const told = parts(out.dataset.open).map(([kind, most, ...label]) => {
    const of = brings.filter(([other]) => other === kind);
    const sum = (at) => Math.min(Number(most), of.reduce((t, b) => t + Number(b[at]), 0));
    const [low, high] = [sum(1), sum(2)];
    if (!of.length) return "";
    const range = low === Number(most) ? "all" : low === high ? money(high) : `${money(low)} to ${money(high)}`;
    return `${label.join(" ")} ${range} of ${money(Number(most))} open`;
  }).filter(Boolean);
  return told.length ? `: ${told.join("; ")}` : "";
}
function tally() {
  for (const out of $$("[data-select-count]")) {
    out.dataset.none ??= out.textContent;
    const ticks = $$(`${out.dataset.selectCount} input[type=checkbox][name=pick]:checked`);
    const picked = [...new Map(ticks.reverse().map((tick) => [tick.value, tick])).values()];  // an organization counts once
    out.textContent = picked.length ? `${picked.length} selected${byKind(out, picked)}` : out.dataset.none;
  }
}
document.addEventListener("change", (ev) => { if (ev.target.matches("[name=pick]")) tally(); });
document.addEventListener("swapped", tally);
window.addEventListener("pageshow", tally);

/* ---- Copy: <button data-copy="#id"> (class js-only) ---- */
document.addEventListener("click", async (ev) => {
  const from = ev.target.closest("[data-copy]");
  if (!from) return;
  const what = $(from.dataset.copy);
  try {
    await navigator.clipboard.writeText(what.value ?? what.textContent.trim());
    toast("Copied");
  } catch {
    what.select?.();
    toast("Press Ctrl C to copy");
  }
});

/* ---- Theme: shown at once, kept by the server ---- */
document.addEventListener("change", (ev) => {
  if (!ev.target.matches("select[name=theme]")) return;
  const v = ev.target.value;
  if (v === "auto") delete root.dataset.theme; else root.dataset.theme = v;
  const form = ev.target.form;
  if (form) fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" }).catch(() => toast(FAILED));
});

$("#error-summary")?.focus();
