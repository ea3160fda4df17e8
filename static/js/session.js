// The notes of a session keep themselves; rows are added and moved; counts have thumbs.
// Without this file the same form works with its own buttons. Nothing is put into browser storage.

const form = document.getElementById("notes");
const kept = document.getElementById("kept");
const say = (key) => {
  kept.textContent = kept.dataset[key];
  kept.dataset.state = key;
};

// --- counts ----------------------------------------------------------------------------------
for (const field of form.querySelectorAll(".stepper > input")) {
  const thumbs = document.getElementById("thumbs").content.cloneNode(true);
  for (const button of thumbs.children) {
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("__text__", field.labels[0].textContent));
  }
  const [fewer, more, clear] = thumbs.children;
  field.before(fewer);
  field.after(more);
  field.closest(".counter").append(clear);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step], [data-clear]");
  if (!button) return;
  const field = (button.closest(".stepper") ?? button.parentElement).querySelector("input");
  const next = Math.max(0, (parseInt(field.value, 10) || 0) + Number(button.dataset.step));
  field.value = "clear" in button.dataset ? "" : String(next);
  if (field.value === "") field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Nothing counted is not 0: the sum of empty boxes is “–”, and every box can be emptied again.
function addUp() {
  for (const place of form.querySelectorAll("[data-sum]")) {
    const counted = [...form.querySelectorAll(`input${place.dataset.sum}`)].filter((field) => field.value.trim() !== "");
    const sum = counted.reduce((all, field) => all + (parseInt(field.value, 10) || 0), 0);
    place.textContent = counted.length ? String(sum) : "–";
  }
  for (const button of form.querySelectorAll("[data-clear]")) {
    button.hidden = button.parentElement.querySelector("input").value === "";
  }
}

// What does not fit together is asked where it was written; steps that say enough are checked.
function told({ enough, asks }) {
  for (const place of form.querySelectorAll("[data-asks]")) {
    const questions = asks[place.dataset.asks] ?? [];
    const items = questions.map((words) => Object.assign(document.createElement("li"), { textContent: words }));
    const list = place.querySelector("ul");
    if (list.innerText !== questions.join("\n")) list.replaceChildren(...items);
    place.hidden = questions.length === 0;
  }
  for (const link of steps) link.parentElement.classList.toggle("done", enough.includes(link.hash.slice(1)));
}

// --- steps -------------------------------------------------------------------------------------
const steps = [...document.querySelectorAll(".steps a")];
const seen = new IntersectionObserver(
  (entries) => {
    const here = entries.find((entry) => entry.isIntersecting);
    if (!here) return;
    for (const link of steps) {
      if (link.hash === `#${here.target.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-30% 0px -65% 0px" },
);
for (const step of form.querySelectorAll(".step")) seen.observe(step);

// --- rows --------------------------------------------------------------------------------------
const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-row]")];
const inView = (list) => rowsOf(list).filter((row) => !row.hidden);
const termOf = (row) => row.querySelector("[data-words]");
const filled = (row) => termOf(row).value.trim() !== "";
const fold = (words) => words.trim().replace(/\s+/g, " ").toLocaleLowerCase();
const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`);

function renumber(list) {
  let place = 0;
  for (const row of rowsOf(list)) {
    const order = row.querySelector("[data-order]");
    if (order) order.value = filled(row) ? String(++place) : "";
  }
}

function blank(name, number) {
  const copy = form.querySelector(`template[data-blank=${name}]`).content.cloneNode(true);
  const element = copy.firstElementChild;
  for (const node of [element, ...element.querySelectorAll("*")]) {
    for (const attribute of node.getAttributeNames()) {
      const value = node.getAttribute(attribute);
      if (value.includes("__prefix__")) node.setAttribute(attribute, value.replaceAll("__prefix__", number));
    }
  }
  return element;
}

// An empty row stands at the end of every list, until the list is full.
function grow(list) {
  const name = list.dataset.rows;
  const rows = inView(list);
  const full = form.querySelector(`[data-full="${name}"]`);
  full.hidden = true;
  if (rows.length && !filled(rows.at(-1))) return;
  const total = form.elements[`${name}-TOTAL_FORMS`];
  const spare = rowsOf(list).find((row) => row.hidden);
  if (spare) {
    spare.hidden = false;
    list.append(spare);
  } else if (Number(total.value) < Number(list.dataset.most)) {
    const row = blank(name, total.value);
    list.append(row);
    if (fieldOf(row, "gloss")) form.querySelector("[data-scopes]").append(blank("scopes", `${name}-${total.value}`));
    total.value = String(Number(total.value) + 1);
    prepare(row);
  } else full.hidden = false;
}

function prepare(row) {
  for (const field of row.querySelectorAll("input")) field.enterKeyHint = "next";
  const moves = row.querySelector(".moves");
  if (!moves) return;
  moves.hidden = !filled(row);
  row.querySelector(".order").hidden = true;
}

function move(row, by) {
  const list = row.parentElement;
  const rows = inView(list);
  const other = rows[rows.indexOf(row) + by];
  if (!other || !filled(row) || !filled(other)) return;
  if (by < 0) other.before(row);
  else other.after(row);
  renumber(list);
  for (const each of rowsOf(list)) each.classList.toggle("moved", each === row);
  const moved = document.getElementById("moved");
  moved.textContent = `${termOf(row).value} ${moved.dataset.words} ${row.querySelector("[data-order]").value}`;
  row.querySelector(`[data-move="${by}"]`).focus();
  soon();
}

function remove(row) {
  const list = row.parentElement;
  const next = inView(list)[inView(list).indexOf(row) + 1];
  for (const field of row.querySelectorAll("input")) {
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
  row.classList.remove("tie", "moved");
  row.hidden = true;
  list.append(row);
  changed(row);
  if (next) termOf(next).focus();
  soon();
}

function changed(row) {
  const list = row.parentElement;
  renumber(list);
  mention(row, list);
  mirror(row);
  prepare(row);
  grow(list);
  if (list.dataset.rows === "items") askTwice(list);
}

// The order in which they were said is the order in which they are typed; moving changes it not.
function mention(row, list) {
  const field = fieldOf(row, "mentioned");
  if (!field || field.value || !filled(row)) return;
  const said = rowsOf(list).map((each) => Number(fieldOf(each, "mentioned").value) || 0);
  field.value = String(Math.max(0, ...said) + 1);
}

// The word a scope belongs to stands beside it, as it is written.
function mirror(row) {
  const term = termOf(row);
  const scope = form.querySelector(`[data-scope="${term.name.replace(/-[a-z_]+$/, "")}"]`);
  if (!scope) return;
  scope.querySelector("label").textContent = term.value.length > 90 ? `${term.value.slice(0, 89)}…` : term.value;
  scope.hidden = !filled(row);
  form.querySelector("[data-nothing]").hidden = form.querySelector("[data-scope]:not([hidden])") !== null;
}

function askTwice(list) {
  const terms = rowsOf(list).filter(filled).map((row) => termOf(row).value.trim());
  const keys = terms.map(fold);
  const twice = terms.filter((_, at) => keys.indexOf(keys[at]) === at && keys.lastIndexOf(keys[at]) !== at);
  document.getElementById("twice").hidden = twice.length === 0;
  document.getElementById("twice-words").textContent = twice.join(", ");
}

// What a known word means is filled in, as long as nobody wrote another meaning.
function explain(term) {
  const known = term.list;
  const gloss = fieldOf(term.closest("[data-row]"), "gloss");
  if (!known || !gloss || (gloss.value && gloss.value !== gloss.dataset.known)) return;
  const same = known.dataset.language === form.elements.language.value;
  const found = same && [...known.options].find((option) => fold(option.value) === fold(term.value));
  if (found || gloss.dataset.known) gloss.value = gloss.dataset.known = found ? found.textContent : "";
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move], [data-remove]");
  if (!button) return;
  event.preventDefault();
  if (button.dataset.move) move(button.closest("[data-row]"), Number(button.dataset.move));
  else remove(button.closest("[data-row]"));
});

// Enter goes on: from their words to what it means, from there to the next row.
form.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row || event.key !== "Enter" || event.isComposing || !event.target.matches("input, select")) return;
  event.preventDefault();
  const fields = [...row.parentElement.querySelectorAll("input:not([type=checkbox]), select, textarea")];
  const open = fields.filter((field) => field.checkVisibility?.() ?? field.offsetParent);
  const rest = open.slice(open.indexOf(event.target) + 1);
  rest.find((field) => !field.matches("[data-order]") && (field.matches("[data-words]") || !field.value))?.focus();
});

form.addEventListener("focusin", (event) => {
  if (event.target.list?.id !== "their-words") return;
  const terms = rowsOf(form.querySelector("[data-rows=items]")).filter(filled);
  event.target.list.replaceChildren(...terms.map((row) => new Option("", termOf(row).value)));
});

const all = document.getElementById("share-all");
all.closest("[data-all]").hidden = false;
all.addEventListener("input", (event) => {
  event.stopPropagation();
  if (!all.value) return;
  for (const scope of form.querySelectorAll("[data-scope]:not([hidden]) select"))
    if (scope.value !== "group_only") scope.value = all.value;
  all.closest("[data-all]").querySelector("[role=status]").textContent = all.dataset.done;
  all.value = "";
  soon();
});
for (const button of form.querySelectorAll("[data-no-script]")) button.hidden = true;

// --- keeping ---------------------------------------------------------------------------------
// Notes that count are kept by their buttons, and when one leaves: half a word would stand for all.
const pause = "counts" in form.dataset ? null : 1200;
let timer, saving = false, again = false, dirty = false, pressed = null;

function soon(delay = pause) {
  dirty = true;
  clearTimeout(timer);
  if (delay !== null) timer = setTimeout(save, delay);
}

async function save() {
  if (saving) return void (again = true);
  saving = true;
  dirty = false;
  say("keeping");
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(location.pathname, {
      method: "POST",
      body,
      headers: { "X-Autosave": "1" },
      keepalive: body.toString().length < 60_000, // more than that a browser does not send on its way out
    });
    await take(answer);
  } catch {
    say("offline");
    soon(15000);
  } finally {
    saving = false;
    if (pressed) form.requestSubmit(pressed); // it carries the version that now stands
    else if (again) {
      again = false;
      soon(0);
    }
  }
}

async function take(answer) {
  if (answer.status === 200) {
    const said = await answer.json();
    form.elements.version.value = said.version;
    told(said);
    return say("kept");
  }
  dirty = true;
  if (answer.status === 401) return document.getElementById("sign-in").showModal();
  if (answer.status === 422) return complain((await answer.json()).errors);
  if (answer.status === 409) return form.submit(); // both versions, or why it is not possible
  if (answer.status === 403 && (await renew())) return soon(0);
  say("offline");
  soon(15000);
}

// What keeps the notes from being kept, each with a way to its field.
function complain(errors) {
  say("bad");
  for (const [id, label, words] of errors) {
    const link = document.createElement("a");
    link.href = `#${id}`;
    link.textContent = label;
    kept.append(" ", link, `: ${words}`);
  }
}

form.addEventListener("input", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) {
    if (event.target.matches("[data-words]")) explain(event.target);
    if (event.target.name.endsWith("-tied")) row.classList.toggle("tie", event.target.checked);
    changed(row);
  }
  addUp();
  soon();
});
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && dirty) save();
});
addEventListener("online", () => dirty && save());
addEventListener("leaving", (event) => dirty && event.detail.push(save()));
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!saving || pressed) return void (dirty = false); // it carries everything: nothing is left to keep
  event.preventDefault();
  pressed = event.submitter;
});

// The form's marks as the server gives them now: nothing where it is not this person's any more.
async function fresh() {
  const answer = await fetch(location.pathname);
  if (answer.status !== 200) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("notes");
}

async function renew() {
  const own = await fresh();
  if (own) form.elements.csrfmiddlewaretoken.value = own.elements.csrfmiddlewaretoken.value;
  return own !== null;
}

// Loaded again while the last words were still on their way: show them once they are there.
if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
  setTimeout(async () => {
    const own = dirty || saving ? null : await fresh();
    if (own && !dirty && own.elements.version.value !== form.elements.version.value) location.reload();
  }, 1500);
}

// --- signing in again, where one is -----------------------------------------------------------
const dialog = document.getElementById("sign-in");
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const complain = (key) => {
    const place = dialog.querySelector("[role=alert]");
    const words = place.querySelector("span");
    words.textContent = words.dataset[key];
    place.hidden = false;
  };
  const page = async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  const token = (document) => document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  const target = form.dataset.signIn;
  const password = document.getElementById("again-password");
  const answer = await fetch(target, {
    method: "POST",
    body: new URLSearchParams({
      csrfmiddlewaretoken: token(await page(target)) ?? "",
      login: document.getElementById("again-login").value,
      password: password.value,
    }),
  });
  password.value = "";
  const arrived = new URL(answer.url).pathname;
  if (arrived === target) return complain("wrong");
  if (arrived.includes("/2fa/")) return complain("factor");
  if (!(await renew())) return complain("other");
  dialog.close();
  save();
});

for (const list of form.querySelectorAll("[data-rows]")) {
  rowsOf(list).forEach(prepare);
  grow(list);
}
addUp();
say("ready");
