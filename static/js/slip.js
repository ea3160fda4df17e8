// A camera read the address of a slip with its key behind the #, which no browser sends anywhere.
// The key goes into its field and out of the address; without this file it is typed.
const field = document.querySelector("[data-key]");
const key = decodeURIComponent(location.hash.slice(1));
if (field && key) {
  field.value = key;
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button").focus();
}
