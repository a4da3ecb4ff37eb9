// A date poll: each answer is saved as it is given, and kept until the server has taken it. Without scripts the form does
// the same when it is sent.

const $ = (sel, root = document) => root.querySelector(sel);
const $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
const form = $("#poll");
const AGAIN = 5000;

/* ---- Saving ---- */
const waiting = new Map();                           // option to what is to be saved of it, newest last
let sending = false;
const refused = new Map();                           // option to why its newest answer is not kept
let leaving = new AbortController();                 // what is on its way when the whole form is sent must not land after it
const say = (text) => { $("[data-saved]", form).textContent = text; };
async function send() {
  if (sending) return;
  sending = true;
  while (waiting.size) {
    const [option, body] = waiting.entries().next().value;
    let answer;
    try { answer = await fetch(form.dataset.votes, { method: "POST", body, signal: leaving.signal }); } catch { /* no connection: again below */ }
    if (leaving.signal.aborted) return;
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
    refused.delete(option);
    if (answer.status === 422) refused.set(option, "Not saved: shorten the note.");
    else if (!answer.ok) refused.set(option, "Not all is saved: a time is no longer offered, or this link has ended. Load the page again.");
  }
  sending = false;
  say(refused.values().next().value ?? "Saved");
}
function save(slot) {
  const chosen = $("input[type=radio]:checked", slot);
  if (!chosen) return;
  const note = $("input[name^=note-]", slot);
  $("input[name^=was-]", slot).value = "";           // what stood there once does not any more: the form sends this answer too
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
  form.addEventListener("submit", () => { leaving.abort(); waiting.clear(); });
  addEventListener("pageshow", () => { leaving = new AbortController(); sending = false; });
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
