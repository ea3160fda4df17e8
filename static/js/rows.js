// Rows of any form are added, moved and taken away in place. Without this file the same form has
// a button that brings one row more, a number for the place and a tick for what goes.

const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-row]:not([hidden])")];
const typed = (row) =>
  [...row.querySelectorAll("input:not([type=hidden],[type=checkbox],[data-order]), textarea")].some(
    (field) => field.value.trim() !== "",
  );

function renumber(list) {
  let place = 0;
  for (const row of rowsOf(list)) {
    row.querySelector("[data-order]").value = typed(row) ? String(++place) : "";
  }
}

function prepare(row) {
  row.querySelector("[data-plain]").hidden = true;
  row.querySelector(".moves").hidden = false;
  row.hidden = row.querySelector("[data-gone]").checked;
}

function blank(form, name, number) {
  const copy = form.querySelector(`template[data-blank=${name}]`).content.cloneNode(true);
  const row = copy.firstElementChild;
  for (const node of row.querySelectorAll("*")) {
    for (const attribute of node.getAttributeNames()) {
      const value = node.getAttribute(attribute);
      if (value.includes("__prefix__")) node.setAttribute(attribute, value.replaceAll("__prefix__", number));
    }
  }
  return row;
}

function add(form, name) {
  const list = form.querySelector(`[data-rows=${name}]`);
  const total = form.elements[`${name}-TOTAL_FORMS`];
  let row = rowsOf(list).find((one) => !typed(one));
  if (!row) {
    if (Number(total.value) >= Number(list.dataset.most)) return;
    row = blank(form, name, total.value);
    list.append(row);
    total.value = String(Number(total.value) + 1);
    prepare(row);
  }
  row.querySelector("input:not([type=hidden]), textarea").focus();
}

function move(form, row, by) {
  const list = row.parentElement;
  const rows = rowsOf(list);
  const other = rows[rows.indexOf(row) + by];
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  renumber(list);
  for (const each of rowsOf(list)) each.classList.toggle("moved", each === row);
  const said = form.querySelector("[data-moved]");
  said.textContent = `${said.dataset.moved} ${rowsOf(list).indexOf(row) + 1}`;
  row.querySelector(`[data-move="${by}"]`).focus();
}

function remove(row) {
  const list = row.parentElement;
  const rows = rowsOf(list);
  const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
  row.querySelector("[data-gone]").checked = true;
  row.hidden = true;
  renumber(list);
  next?.querySelector("[data-remove]").focus();
}

for (const form of document.querySelectorAll("[data-rows-form]")) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-move], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-row]");
    if (button.dataset.add) add(form, button.dataset.add);
    else if (button.dataset.move) move(form, row, Number(button.dataset.move));
    else remove(row);
  });
  form.addEventListener("input", (event) => {
    const list = event.target.closest("[data-rows]");
    if (list) renumber(list);
  });
  for (const row of form.querySelectorAll("[data-row]")) prepare(row);
}
