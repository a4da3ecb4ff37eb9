// A date poll: each answer is saved as it is given, and kept until the server has taken it. Without scripts the form does
// the same when it is sent.

const $ = (sel, root = document) => root.querySelector(sel);
const $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
const form = $("#poll");
const AGAIN = 5000;

/* ---- Saving ---- */
const waiting = new Map();                           // option to what is to be saved of it, newest last
let sending = false;
let gone = false;
const say = (text) => { $("[data-saved]", form).textContent = text; };
async function send() {
  if (sending) return;
  sending = true;
  while (waiting.size) {
    const [option, body] = waiting.entries().next().value;
    let answer;
    try { answer = await fetch(form.dataset.votes, { method: "POST", body }); } catch { /* no connection: again below */ }
    if (!answer || answer.status >= 500 || answer.status === 429) {
      say(answer ? "Not saved yet: the site is busy. Trying again." : "Not saved yet: no connection. Trying again.");
      setTimeout(() => { sending = false; send(); }, answer?.status === 429 ? 12 * AGAIN : AGAIN);
      return;
    }
    if (waiting.get(option) === body) waiting.delete(option);
    if (answer.status === 409) {
      waiting.clear();
      sending = false;
      say("This poll takes no more answers. Load the page again.");
      return;
    }
    if (!answer.ok) gone = true;                     // that time is not offered any more; the others still count
  }
  sending = false;
  say(gone ? "Saved, but some times are no longer offered. Load the page again." : "Saved");
}
function save(slot) {
  const chosen = $("input[type=radio]:checked", slot);
  if (!chosen) return;
  const note = $("input[name^=note-]", slot);
  waiting.set(slot.dataset.option, new URLSearchParams({ option: slot.dataset.option, answer: chosen.value, note: note.value }));
  say("Saving");
  send();
}
function tally() {
  const slots = $$(".slot", form);
  const given = slots.filter((slot) => $("input:checked", slot)).length;
  if (slots.length) $("[data-tally]", form).textContent = `${given} of ${slots.length} times answered`;
}

if (form) {
  form.addEventListener("change", (event) => {
    const slot = event.target.closest(".slot");
    if (slot) { save(slot); tally(); }
  });
  const fill = $("[data-fill]", form);
  if (fill) fill.hidden = false;
  for (const button of $$("[data-fill-with]", form)) {
    button.addEventListener("click", () => {
      for (const slot of $$(".slot", form)) {
        $(`input[value=${button.dataset.fillWith}]`, slot).checked = true;
        save(slot);
      }
      tally();
    });
  }
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
  form.addEventListener("submit", () => waiting.clear());
}

/* ---- The clocks of this device ---- */
const zone = $("form.zone");
if (zone) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const select = $("select", zone);
  select.addEventListener("change", () => zone.requestSubmit());
  const known = [...select.options].some((option) => option.value === here);
  if (known && here !== zone.dataset.zone && !new URLSearchParams(location.search).has("zone")) {
    const hint = document.createElement("p");
    const link = document.createElement("a");
    hint.className = "small";
    link.href = `?zone=${encodeURIComponent(here)}`;
    link.textContent = `Show times on the clocks of this device (${here.replaceAll("_", " ")})`;
    hint.append(link);
    zone.after(hint);
  }
}
