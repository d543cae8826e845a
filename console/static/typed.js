// What is typed into a reply or a note survives leaving the page: it waits in the tab
// (sessionStorage), for whoever typed it, until the page shows that it was saved, until it is
// thrown away, or somebody logs out. The server knows nothing of it; the same fields are sent
// when a button is pressed.
(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const fields = ["subject", "text", "because"];
  const viewer = () => document.body.dataset.viewer;
  const draftKey = (id) => `typed:${viewer()}:${id}`;
  const noteKey = (path) => `note:${viewer()}:${path}`;
  const read = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };
  const write = (key, v) => { try { sessionStorage.setItem(key, JSON.stringify(v)); } catch { /* full: then it is as without this file */ } };
  const forget = (key) => sessionStorage.removeItem(key);
  const same = (a, b) => a.trim() === b.trim(); // a draft is saved without blanks at its ends

  // "sent" says that a button was pressed. Whether anything came of it only the next page tells.
  function remember(form, sent) {
    const v = { draft: form.dataset.draft, seen: form.elements.seen.value, sent };
    for (const f of fields) v[f] = form.elements[f]?.value ?? "";
    const typed = fields.some((f) => form.elements[f] && form.elements[f].value !== form.elements[f].defaultValue);
    if (typed || $("[role=alert]")) write(draftKey(form.dataset.case), v); // the server may have put words back itself
    else forget(draftKey(form.dataset.case));
  }

  function restore(form) {
    const key = draftKey(form.dataset.case);
    const v = read(key);
    if (!v) return;
    const failed = $("[role=alert]");
    if (fields.every((f) => !form.elements[f] || same(form.elements[f].value, v[f]))) {
      // saved; or put back by the server, with the draft that it was typed against
      if (failed) write(key, { ...v, draft: form.dataset.draft, seen: form.elements.seen.value, sent: false });
      else forget(key);
      return;
    }
    const fits = v.draft === form.dataset.draft && v.seen === form.elements.seen.value && !form.elements.text.readOnly;
    write(key, { ...v, sent: false });
    if (failed && $("#unkept")) return; // the server shows it beside
    const box = $("#typed");
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
  function restoreNote(el) {
    const v = read(noteKey(el.form.getAttribute("action")));
    if (!v || el.value) return;
    el.value = v.text;
    el.closest("details").open = true;
  }

  // what a page says was done is not kept any longer
  function settle() {
    const q = new URLSearchParams(location.search);
    const done = q.get("done");
    if (done === "noted" && read(noteKey(location.pathname + "/note"))?.sent) forget(noteKey(location.pathname + "/note"));
    const draft = q.get("draft") ?? q.get("d");
    if (!draft || !["approved", "released", "saved"].includes(done)) return;
    const key = draftKey(draft.slice(0, draft.lastIndexOf("-")));
    const v = read(key);
    if (v?.sent && v.draft === draft) forget(key);
  }

  document.addEventListener("input", (e) => {
    const form = e.target.form;
    if (e.target.id === "note") {
      const key = noteKey(form.getAttribute("action"));
      if (e.target.value) write(key, { text: e.target.value }); else forget(key);
    }
    if (form?.id === "draft" && !form.elements.text.readOnly) remember(form, false);
  });
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.id === "draft" && !e.submitter?.formTarget) remember(form, true);
    if (form.elements.note?.value) write(noteKey(form.getAttribute("action")), { text: form.elements.note.value, sent: true });
    if (form.getAttribute("action") === "/logout") sessionStorage.clear();
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (!viewer()) return;
    settle();
    const form = $("#draft");
    if (form) restore(form);
    const note = $("#note");
    if (note) restoreNote(note);
  });
})();
