"use strict";
// Triage: a mark and a note for an image, by key or button, kept while the page is open and saved as a CSV.
(() => {
  const dialog = document.getElementById("viewer");
  if (!dialog) return;
  const kinds = { 1: "Good", 2: "LabelDoubtful", 3: "ReferenceWrong", 4: "ModelWrong" };
  const run = document.body.dataset.run, key = "hn-marks " + run, note = dialog.querySelector("[name=note]"), count = document.getElementById("mark-count");
  let marks = {}, current = null;
  // A page from a file may have no storage: the marks are then kept until it is closed.
  try { marks = JSON.parse(localStorage.getItem(key) ?? "{}"); } catch { marks = {}; }
  const keep = () => { try { localStorage.setItem(key, JSON.stringify(marks)); } catch { /* kept in memory */ } };
  const show = () => {
    const mark = marks[current];
    dialog.querySelectorAll("[data-mark]").forEach(button => button.setAttribute("aria-pressed", String(mark?.mark === button.dataset.mark)));
    note.value = mark?.note ?? "";
    count.value = Object.keys(marks).length;
    document.querySelectorAll("#images tbody tr").forEach(row => { row.dataset.marked = marks[row.dataset.id]?.mark ?? ""; });
  };
  const set = mark => {
    if (!current) return;
    if (marks[current]?.mark === mark) delete marks[current];
    else marks[current] = { mark, note: note.value };
    keep();
    show();
  };
  document.addEventListener("hn-image", event => { current = event.detail; show(); });
  dialog.querySelectorAll("[data-mark]").forEach(button => button.addEventListener("click", () => set(button.dataset.mark)));
  note.addEventListener("change", () => { if (marks[current]) { marks[current].note = note.value; keep(); } });
  dialog.addEventListener("keydown", event => {
    if (event.target.matches("input:not([type=checkbox]),textarea,select")) return;
    if (kinds[event.key]) { set(kinds[event.key]); window.hnStep(1); }
  });
  const field = words => {
    const safe = /^[=+\-@\t]/.test(words) ? "'" + words : words;
    return /[",\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  document.querySelectorAll("[data-save-marks]").forEach(button => button.addEventListener("click", () =>
    window.hnSave("marks_" + run + ".csv", ["run,image_id,mark,note",
      ...Object.entries(marks).map(([id, one]) => [run, id, one.mark, one.note ?? ""].map(field).join(","))])));
  show();
})();
