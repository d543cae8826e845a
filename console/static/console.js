// Keys, the list of keys, and small things that need a clock. Everything here only presses
// links and buttons that are on the page anyway: without this file the console still works.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  let prefix = ""; // "g" waits for its second letter
  let prefixAt = 0;
  let at = ""; // id of the row that j and k have reached

  const typing = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
  const say = (text) => { const s = $("#said"); if (s) s.textContent = text; };
  let told;
  // tell says something that has no place on the page to those who look, too, for a while
  function tell(text) {
    const s = $("#said");
    if (!s) return;
    say(text);
    s.className = "toast";
    clearTimeout(told);
    told = setTimeout(() => { s.className = "visually-hidden"; }, 6000);
  }

  // rows: j and k walk the list, Enter and o open the case
  const rows = () => $$("[data-row]");
  function mark(row) {
    rows().forEach((r) => r.classList.toggle("at", r === row));
    if (!row) return;
    at = row.id;
    row.scrollIntoView({ block: "nearest" });
    $("[data-open]", row)?.focus({ preventScroll: true });
  }
  function step(by) {
    const list = rows();
    if (!list.length) {
      const link = $(by > 0 ? "[data-next]" : "[data-previous]");
      if (link) link.click();
      return;
    }
    const i = list.findIndex((r) => r.id === at);
    const turn = $(by > 0 ? ".pager [rel=next]" : ".pager [rel=prev]"); // over the edge of a page to the next
    if (turn && i >= 0 && !list[i + by]) { turn.click(); return; }
    mark(list[Math.min(Math.max(i + by, 0), list.length - 1)]);
  }

  // press does what the element marked with a key is for
  function press(key) {
    const el = $(`[data-key="${CSS.escape(key)}"]`);
    if (!el) return false;
    if (el.tagName === "DETAILS") {
      el.open = true;
      $("select, textarea, input:not([type=hidden]), button", el)?.focus();
      el.scrollIntoView({ block: "nearest" });
    } else if (typing(el)) {
      el.focus();
      if (el.tagName === "INPUT") el.select();
      else if (el.tagName === "TEXTAREA") { el.setSelectionRange(0, 0); el.scrollTop = 0; }
    } else {
      el.click();
    }
    return true;
  }

  function keys(open) {
    const d = $("#keys");
    if (!d) return;
    if (open && !d.open) d.showModal();
    if (!open && d.open) d.close();
  }

  document.addEventListener("keydown", (e) => {
    const el = e.target;
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      if (press("e")) e.preventDefault();
      return;
    }
    if (e.key === "Enter" && el.id === "subject") { // on to the text; it must not send the form
      $("#text")?.focus();
      e.preventDefault();
      return;
    }
    if (e.key === "Escape") {
      const open = $("details[name=act][open]");
      if (open) { open.open = false; $("summary", open).focus(); } else if (typing(el)) el.blur();
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || typing(el) || $("dialog[open]")) return;
    if ($("form[data-sent]")) { e.preventDefault(); return; } // going on now would overtake what is on its way
    if (prefix === "g" && Date.now() - prefixAt < 1500) {
      prefix = "";
      const link = $(`[data-go="${CSS.escape(e.key)}"]`);
      if (link) { link.click(); e.preventDefault(); }
      return;
    }
    prefix = "";
    switch (e.key) {
      case "j": step(1); break;
      case "k": step(-1); break;
      case "g": prefix = "g"; prefixAt = Date.now(); break;
      case "?": keys(true); break;
      case "o": case "Enter": {
        if (e.key === "Enter" && el.closest("a, button, summary")) return;
        const row = document.getElementById(at);
        if (!row) return;
        $("[data-open]", row)?.click();
        break;
      }
      case "z":
        if (!press("z")) tell($("#notice")?.dataset.over ?? "Nothing on this page can be taken back.");
        break;
      case "e": case "r": case "a": case "x": case "c": case "s": case "/":
        if (!press(e.key)) return;
        break;
      default: return;
    }
    e.preventDefault();
  });

  // what has to be done to a page, or to a part of it that was just replaced
  function prepare(root) {
    $$(".keys-open", root).forEach((b) => { b.hidden = false; });
    $$("[data-preview]", root).forEach((b) => { b.hidden = true; });
    if (at) rows().forEach((r) => r.classList.toggle("at", r.id === at));
    $$("img[data-large]", root).forEach((i) => { i.draggable = false; });
  }

  // a picture in large, beside the earlier one when it was used before; without a script
  // the link opens it by itself
  function zoom(link) {
    const d = $("#zoom");
    if (!d) return false;
    const links = link.closest("li") ? $$("a[data-large]", link.closest("li")) : [link];
    $(".zoomed", d).replaceChildren(...links.map((a) => {
      const fig = document.createElement("figure");
      const img = document.createElement("img");
      img.src = a.href;
      img.alt = $("img", a)?.alt ?? "";
      const words = document.createElement("figcaption");
      words.textContent = img.alt;
      fig.append(img, words);
      return fig;
    }));
    d.classList.toggle("pair", links.length > 1);
    d.showModal();
    return true;
  }

  document.addEventListener("click", (e) => {
    const large = e.target.closest("a[data-large]");
    if (large && !e.ctrlKey && !e.metaKey && !e.shiftKey && zoom(large)) { e.preventDefault(); return; }
    if (e.target.closest(".zoom-close") || e.target.id === "zoom") $("#zoom")?.close();
    if (e.target.closest(".keys-open")) keys(true);
    if (e.target.closest(".keys-close") || e.target.id === "keys") keys(false);
    const row = e.target.closest("[data-row]");
    if (row && !e.target.closest("a, button, input") && !String(getSelection())) $("[data-open]", row)?.click();
  });

  // the seconds that are left for undo
  setInterval(() => {
    for (const el of $$("[data-left]")) {
      const left = Math.max(0, Number(el.dataset.left) - 1);
      el.dataset.left = el.textContent = String(left);
      if (left > 0) continue;
      el.closest(".notice")?.querySelector("form")?.remove();
      el.closest(".until")?.replaceChildren("It leaves now.");
    }
  }, 1000);

  // the preview follows what is typed. Each look is shown in a frame that is new, since a
  // frame that moves on would stand between the agent and his way back.
  let typedAt;
  function look() {
    const button = $("[data-preview]");
    if (!button?.closest("details").open) return;
    const old = $("iframe[name=preview]");
    const frame = old.cloneNode();
    frame.removeAttribute("src");
    frame.removeAttribute("loading");
    old.replaceWith(frame);
    button.form.requestSubmit(button);
  }
  document.addEventListener("toggle", (e) => { if (e.target.matches?.("details.preview")) look(); }, true);
  document.addEventListener("input", (e) => {
    if (e.target.id !== "text") return;
    $(".reading")?.setAttribute("hidden", ""); // it tells what stood there before
    clearTimeout(typedAt);
    typedAt = setTimeout(look, 600);
  });

  // a form is sent once, however often its button is pressed
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post" || e.submitter?.formTarget) return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
  addEventListener("pageshow", () => $$("form[data-sent]").forEach((f) => { delete f.dataset.sent; }));

  document.addEventListener("htmx:after:swap", () => prepare(document));
  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    const n = $("#notice");
    if (n) say(n.textContent.trim());
  });
})();
