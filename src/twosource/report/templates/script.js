"use strict";
// Comfort only: without this script everything can still be read.
(function () {
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll("details"), function (item) { return !item.open; });
    opened.forEach(function (item) { item.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (item) { item.open = false; });
  });

  function value(row, column) {
    var cell = row.cells[column];
    var text = cell.getAttribute("data-sort") || cell.textContent.trim();
    return /^-?\d+$/.test(text) ? Number(text) : text.toLowerCase();
  }
  var find = document.querySelector("input.find");
  if (find) {
    var plain = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
    var rows = Array.from(document.querySelector("table.index").tBodies[0].rows).map(function (row) {
      return { row: row, text: plain(row.cells[0].textContent) };
    });
    var found = document.querySelector("output.found");
    find.disabled = false;
    find.addEventListener("input", function () {
      var words = plain(find.value).split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (one) {
        var kept = words.every(function (word) { return one.text.indexOf(word) >= 0; });
        one.row.hidden = !kept;
        shown += kept ? 1 : 0;
      });
      found.textContent = words.length ? shown + " / " + rows.length : "";
    });
  }

  document.querySelectorAll("table.sortable").forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        table.querySelectorAll("[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var rows = Array.from(table.tBodies[0].rows);
        rows.sort(function (a, b) {
          var x = value(a, column), y = value(b, column);
          return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1);
        });
        table.tBodies[0].append.apply(table.tBodies[0], rows);
      });
    });
  });
})();
