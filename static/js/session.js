// The notes of a session keep themselves; rows are added and moved; counts have thumbs.
// Without this file the same form works with its own buttons. Nothing is put into browser storage.

const form = document.getElementById("notes");
const kept = document.getElementById("kept");
const say = (key) => {
  kept.textContent = kept.dataset[key];
  kept.dataset.state = key;
};

// --- counts ----------------------------------------------------------------------------------
for (const button of form.querySelectorAll("[data-step]")) button.hidden = false;

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

function renumber(list) {
  let place = 0;
  for (const row of rowsOf(list)) {
    const filled = row.querySelector("input[name$=local_term]").value.trim() !== "";
    row.querySelector("[data-order]").value = filled ? String(++place) : "";
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

function add(name) {
  const list = form.querySelector(`[data-rows=${name}]`);
  const total = form.elements[`${name}-TOTAL_FORMS`];
  const empty = rowsOf(list).find((row) => !row.hidden && !row.querySelector("input[name$=local_term]").value.trim());
  if (empty) return empty.querySelector("input").focus();
  if (Number(total.value) >= Number(list.dataset.most)) return;
  const number = total.value;
  const row = blank(name, number);
  list.append(row);
  if (name === "items") form.querySelector("[data-scopes]").append(blank("scopes", number));
  total.value = String(Number(number) + 1);
  prepare(row);
  row.querySelector("input").focus();
}

function prepare(row) {
  const moves = row.querySelector(".moves");
  if (!moves) return;
  moves.hidden = false;
  row.querySelector(".order").hidden = true;
}

function move(row, by) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  const list = row.parentElement;
  renumber(list);
  for (const each of rowsOf(list)) each.classList.toggle("moved", each === row);
  const moved = document.getElementById("moved");
  const term = row.querySelector("input[name$=local_term]").value;
  moved.textContent = `${term} ${moved.dataset.words} ${row.querySelector("[data-order]").value}`;
  row.querySelector(`[data-move="${by}"]`).focus();
  soon();
}

function remove(row) {
  const list = row.parentElement;
  for (const field of row.querySelectorAll("input")) field.value = "";
  row.hidden = true;
  list.append(row);
  renumber(list);
  mirror(row);
  soon();
}

// The word a scope belongs to stands beside it, as it is written.
function mirror(row) {
  const term = row.querySelector("input[name$=local_term]");
  const scope = form.querySelector(`[data-scope="${term.name.replace(/-local_term$/, "")}"]`);
  if (!scope) return;
  scope.querySelector(".word").textContent = term.value;
  scope.hidden = term.value.trim() === "";
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add], [data-move], [data-remove]");
  if (!button) return;
  event.preventDefault();
  if (button.dataset.add) add(button.dataset.add);
  else if (button.dataset.move) move(button.closest("[data-row]"), Number(button.dataset.move));
  else remove(button.closest("[data-row]"));
});

// --- keeping ---------------------------------------------------------------------------------
let timer, saving = false, again = false, dirty = false, pressed = null;

function soon(delay = 1200) {
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, delay);
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
  if (answer.status === 422) return say("bad");
  if (answer.status === 409 && answer.headers.has("X-Stale")) return form.submit(); // both versions
  if (answer.status === 409) return say("bad");
  if (answer.status === 403 && (await renew())) return soon(0);
  say("offline");
  soon(15000);
}

form.addEventListener("input", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) {
    renumber(row.parentElement);
    mirror(row);
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
  if (!saving || pressed) return;
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

for (const list of form.querySelectorAll("[data-rows]")) rowsOf(list).forEach(prepare);
addUp();
