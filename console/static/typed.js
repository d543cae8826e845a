// What is typed into a reply survives leaving the page: it waits in the tab (sessionStorage)
// until it was saved or approved, thrown away, or somebody logs out. The server knows nothing
// of it; the same fields are sent when a button is pressed.
(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const fields = ["subject", "text", "because"];
  const keyOf = (form) => "typed:" + form.dataset.case;
  const read = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };
  const write = (key, v) => { try { sessionStorage.setItem(key, JSON.stringify(v)); } catch { /* full: then it is as without this file */ } };
  const forget = (key) => sessionStorage.removeItem(key);

  function remember(form, sent) {
    const v = { draft: form.dataset.draft, seen: form.elements.seen.value, sent };
    for (const f of fields) v[f] = form.elements[f]?.value ?? "";
    if (sent || fields.some((f) => form.elements[f] && form.elements[f].value !== form.elements[f].defaultValue)) write(keyOf(form), v);
    else forget(keyOf(form));
  }

  function restore(form) {
    const key = keyOf(form);
    const v = read(key);
    if (!v) return;
    if ($("[role=alert]")) { // the server has put it back or beside, and says why
      write(key, v.draft === form.dataset.draft ? { ...v, seen: form.elements.seen.value, sent: false } : { ...v, sent: false });
      return;
    }
    if (v.sent || fields.every((f) => !form.elements[f] || form.elements[f].value === v[f])) { forget(key); return; }
    const box = $("#typed");
    const fits = v.draft === form.dataset.draft && v.seen === form.elements.seen.value && !form.elements.text.readOnly;
    box.hidden = false;
    box.classList.toggle("fits", fits);
    if (fits) for (const f of fields) { if (form.elements[f]) form.elements[f].value = v[f]; }
    else $("#typed-text").value = v.text;
    $("#typed-drop").addEventListener("click", () => {
      forget(key);
      box.hidden = true;
      if (fits) for (const f of fields) { if (form.elements[f]) form.elements[f].value = form.elements[f].defaultValue; }
    });
  }

  // half a note for colleagues, too
  const noteKey = (el) => "note:" + el.form.getAttribute("action");
  function restoreNote(el) {
    const v = read(noteKey(el));
    if (!v || el.value) return;
    el.value = v.text;
    el.closest("details").open = true;
  }

  document.addEventListener("input", (e) => {
    const form = e.target.form;
    if (e.target.id === "note") { if (e.target.value) write(noteKey(e.target), { text: e.target.value }); else forget(noteKey(e.target)); }
    if (form?.id === "draft" && !form.elements.text.readOnly) remember(form, false);
  });
  document.addEventListener("submit", (e) => {
    if (e.target.id === "draft" && !e.submitter?.formTarget) remember(e.target, true);
    if (e.target.elements.note) forget(noteKey(e.target.elements.note)); // the server gives it back if it cannot keep it
    if (e.target.getAttribute("action") === "/logout") sessionStorage.clear();
  });
  document.addEventListener("DOMContentLoaded", () => { 
    const form = $("#draft");
    if (form) restore(form);
    const note = $("#note");
    if (note) restoreNote(note);
  });
})();
