"use strict";
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : parseFloat(cell.dataset.v);
  };
  // Numbers by size, words by letter; what has no value goes last whichever way the column is sorted.
  const compare = (a, b, sign) => {
    const none = x => x === "" || x === "–" || Number.isNaN(x);
    if (none(a) || none(b)) return none(a) - none(b);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "en", { numeric: true });
  };

  document.querySelectorAll("[data-table]").forEach(box => {
    const body = box.querySelector("tbody"), rows = [...body.rows], heads = [...box.querySelectorAll("thead th")];
    const said = box.querySelector("output"), text = box.querySelector("input[type=search]"), choices = [...box.querySelectorAll("select")];
    heads.forEach((head, column) => head.querySelector("button")?.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending", sign = down ? -1 : 1;
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((a, b) => compare(value(a, column), value(b, column), sign));
      body.append(...rows);
    }));
    const filter = () => {
      const wanted = text.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        const keep = (wanted === "" || row.cells[text.dataset.column].textContent.toLowerCase().includes(wanted))
          && choices.every(choice => choice.value === "" || row.cells[choice.dataset.column].textContent.trim() === choice.value);
        row.hidden = !keep;
        shown += keep;
      }
      said.value = shown === rows.length ? (rows.length === 1 ? "1 row" : `${rows.length} rows`) : `${shown} of ${rows.length} rows`;
    };
    text.addEventListener("input", filter);
    choices.forEach(choice => choice.addEventListener("change", filter));
  });

  const dialog = document.getElementById("panel"), store = document.getElementById("pictures");
  if (!dialog || !store) return;
  let pictures = null, current = null;
  const show = button => {
    pictures ??= JSON.parse(store.textContent);
    current = button;
    const row = button.closest("tr"), heads = [...row.closest("table").querySelectorAll("thead th")];
    dialog.querySelector("h2").textContent = "Image " + button.dataset.id;
    const picture = dialog.querySelector("img");
    picture.src = "data:image/webp;base64," + pictures[button.dataset.id];
    picture.alt = "Image " + button.dataset.id + ": photograph, photograph with the reference, photograph with the prediction";
    dialog.querySelector("p").textContent = heads.slice(2).map((head, i) => head.textContent.trim() + " " + row.cells[i + 2].textContent.trim()).join(" · ");
    if (!dialog.open) dialog.showModal();
  };
  const step = by => {
    const all = [...document.querySelectorAll(".thumb")].filter(button => !button.closest("tr").hidden), at = all.indexOf(current) + by;
    if (at >= 0 && at < all.length) show(all[at]);
  };
  document.addEventListener("click", event => {
    const button = event.target.closest(".thumb");
    if (button) show(button);
  });
  dialog.querySelector("[data-step='-1']").addEventListener("click", () => step(-1));
  dialog.querySelector("[data-step='1']").addEventListener("click", () => step(1));
  dialog.addEventListener("keydown", event => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => current?.focus());
})();
