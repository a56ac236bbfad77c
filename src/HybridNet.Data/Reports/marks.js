"use strict";
// Triage: a mark and a note for an image, by key or button, kept while the page is open and saved as a CSV.
(() => {
  const dialog = document.getElementById("viewer");
  if (!dialog) return;
  const kinds = { 1: "Good", 2: "LabelDoubtful", 3: "ReferenceWrong", 4: "ModelWrong" };
  const page = document.body.dataset.run, key = "hn-marks by run " + page, note = dialog.querySelector("[name=note]"), count = document.getElementById("mark-count");
  // By run and image id: a page may have several runs. Without prototypes, because a run may be called like a member of one.
  const none = () => Object.create(null), nested = from => { const all = none(); for (const run in from) all[run] = Object.assign(none(), from[run]); return all; };
  let marks = none(), current = null;
  // A page from a file may have no storage: the marks are then kept until it is closed.
  try { marks = nested(JSON.parse(localStorage.getItem(key) ?? "{}")); } catch { marks = none(); }
  const keep = () => { try { localStorage.setItem(key, JSON.stringify(marks)); } catch { /* kept in memory */ } };
  const of = at => marks[at.run]?.[at.id];
  const flag = (run, id) => {
    const row = window.hnRows().get(run)?.get(id);
    if (row) row.dataset.marked = marks[run]?.[id]?.mark ?? "";
  };
  const show = () => {
    const mark = current ? of(current) : undefined;
    dialog.querySelectorAll("[data-mark]").forEach(button => button.setAttribute("aria-pressed", String(mark?.mark === button.dataset.mark)));
    note.value = mark?.note ?? "";
    count.value = Object.values(marks).reduce((sum, run) => sum + Object.keys(run).length, 0);
    if (current) flag(current.run, current.id);
  };
  const set = mark => {
    if (!current) return;
    const own = marks[current.run] ??= none();
    if (own[current.id]?.mark === mark) delete own[current.id];
    else own[current.id] = { mark, note: note.value };
    keep();
    show();
  };
  document.addEventListener("hn-image", event => { current = event.detail; show(); });
  dialog.querySelectorAll("[data-mark]").forEach(button => button.addEventListener("click", () => set(button.dataset.mark)));
  note.addEventListener("change", () => { if (current && of(current)) { of(current).note = note.value; keep(); } });
  dialog.addEventListener("keydown", event => {
    if (event.target.matches("input:not([type=checkbox]),textarea,select")) return;
    if (kinds[event.key]) { set(kinds[event.key]); window.hnStep(1); }
  });
  const field = words => {
    const safe = /^[=+\-@\t]/.test(words) ? "'" + words : words;
    return /[",\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  document.querySelectorAll("[data-save-marks]").forEach(button => button.addEventListener("click", () =>
    window.hnSave("marks_" + page + ".csv", ["run,image_id,mark,note",
      ...Object.entries(marks).flatMap(([run, own]) => Object.entries(own).map(([id, one]) => [run, id, one.mark, one.note ?? ""].map(field).join(",")))])));
  for (const run in marks) for (const id in marks[run]) flag(run, id);
  show();
})();
