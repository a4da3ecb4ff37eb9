// The door of a convening through a lost connection. Every tap is kept on this phone until the server has answered that
// it was taken; each has a key of its own, so sending one twice changes nothing. Without scripts the forms do the same.

const $ = (sel, root = document) => root.querySelector(sel);
const $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
const door = $("#door");
const STORE = `check-in:${door.dataset.door}`;
const EVERY = 15000;
const AT_ONCE = 200;

/* ---- What waits to be sent ---- */
let memory = [];                                     // where a browser keeps nothing, at least this page does
function queue() {
  try { return JSON.parse(localStorage.getItem(STORE)) ?? []; } catch { return memory; }
}
function keep(acts) {
  memory = acts;
  try {
    if (acts.length) localStorage.setItem(STORE, JSON.stringify(acts)); else localStorage.removeItem(STORE);
  } catch { /* private mode: memory has it */ }
  const box = $("#waiting");
  box.hidden = acts.length === 0;
  if (acts.length) box.textContent = `${acts.length} waiting to send${stuck ? `. ${stuck}` : ""}`;
}
let stuck = "";

function fresh() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/* ---- What the page shows ---- */
function mark(row, standing, told) {
  row.dataset.standing = standing;
  const [arrive, undo] = ["arrive", "undo"].map((tap) => $(`[data-tap=${tap}]`, row));
  if (arrive) arrive.hidden = Boolean(standing);
  if (undo) {
    undo.hidden = !standing;
    undo.elements.of.value = standing;
  }
  if (told !== undefined) $("[data-told]", row).textContent = told;
}
function addWalkIn(act) {
  const row = document.createElement("li");
  const who = document.createElement("span");
  const small = (text) => Object.assign(document.createElement("small"), { textContent: text });
  const told = small("Waiting to send");
  told.dataset.told = "";
  who.append(act.name, small(act.organization), told);
  row.append(who);
  row.dataset.standing = act.key;
  $("[data-walk-ins]").append(row);
}
const rowOf = (guest) => $$("[data-guest]").find((row) => row.dataset.guest === guest);
const rowStanding = (key) => $$("[data-standing]").find((row) => row.dataset.standing === key);

function show(act) {
  if (act.act === "walk_in") {
    if (!rowStanding(act.key)) addWalkIn(act);
  } else if (act.act === "arrive") {
    const row = rowOf(act.guest);
    if (row && row.dataset.standing !== act.key) mark(row, act.key, "Here, waiting to send");
  } else {
    const row = rowStanding(act.of);
    if (row?.dataset.guest) mark(row, "", "Taken back, waiting to send"); else row?.remove();
  }
}

function settle(act, taken) {
  const row = act.act === "undo" ? null : (act.guest && rowOf(act.guest)) || rowStanding(act.key);
  if (!row) return;
  const { outcome, standing } = taken;
  if (outcome === "unknown" || outcome === "refused") {
    if (row.dataset.guest) mark(row, "", "Not taken: reload the page"); else row.remove();
  } else if (outcome === "undone") {
    if (row.dataset.guest) mark(row, "", ""); else row.remove();
  } else if (row.dataset.guest) {
    mark(row, standing ?? act.key, outcome === "already" ? "Here: somebody else noted it" : "Here");
  } else {
    $("[data-told]", row).textContent = "Here";
  }
}

/* ---- Sending ---- */
let busy = false;
async function send() {
  const acts = queue().slice(0, AT_ONCE);
  if (busy || acts.length === 0 || navigator.onLine === false) return keep(queue());
  busy = true;
  try {
    const res = await fetch(door.dataset.sync, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json" }, body: JSON.stringify({ acts }),
    });
    if (res.type === "opaqueredirect" || res.status === 401 || res.status === 403) {
      stuck = "Sign in again to send them";
    } else if (res.ok) {
      const answer = await res.json();
      stuck = "";
      const done = new Map(answer.taken.map((each, at) => [acts[at].id, each]));
      keep(queue().filter((act) => !done.has(act.id)));
      for (const act of acts) if (done.has(act.id)) settle(act, done.get(act.id));
      queue().forEach(show);
      const walked = answer.walk_ins ? `, and ${answer.walk_ins} walked in` : "";
      $("#numbers").textContent = `${answer.here} of ${answer.expected} ${answer.here === 1 ? "is" : "are"} here${walked}`;
    } else {
      stuck = "The server did not take them; they are tried again";
    }
  } catch {
    stuck = "No connection";
  } finally {
    busy = false;
    keep(queue());
  }
  if (!stuck && queue().length) send();
}

document.addEventListener("submit", (ev) => {
  const form = ev.target.closest("form");
  if (form?.matches("[data-find]")) { ev.preventDefault(); return; }
  const tap = form?.dataset.tap;
  if (!tap) return;
  const told = Object.fromEntries(new FormData(form));
  if (tap === "walk_in" && !told.name.trim()) return;        // the server says what is missing
  ev.preventDefault();
  const act = {
    id: fresh(), key: fresh(), act: tap, guest: told.guest ?? "", of: told.of ?? "",
    name: told.name ?? "", organization: told.organization ?? "", at: new Date().toISOString(),
  };
  keep([...queue(), act]);
  show(act);
  if (tap === "walk_in") { form.reset(); $("input[type=text]", form)?.focus(); }
  send();
});

/* ---- Finding, also without a connection ---- */
$("#find").addEventListener("input", (ev) => {
  const wanted = ev.target.value.trim().toLowerCase();
  for (const row of $$("[data-text]")) row.hidden = !row.dataset.text.includes(wanted);
});

addEventListener("online", send);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
setInterval(send, EVERY);
queue().forEach(show);
send();
