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

  // a drawing: who is pointed at, with all that leads there and away
  document.querySelectorAll(".drawing svg[role=img]").forEach(function (svg) {
    var lines = svg.querySelectorAll("[data-ends]"), boxes = svg.querySelectorAll("[data-box]");
    function light(box) {
      var key = box && box.getAttribute("data-box"), ends = {};
      svg.classList.toggle("lit", Boolean(box));
      ends[key] = true;
      lines.forEach(function (line) {
        var pair = line.getAttribute("data-ends").split(" "), on = pair.indexOf(key) >= 0;
        line.classList.toggle("on", on);
        if (on) ends[pair[0]] = ends[pair[1]] = true;
      });
      boxes.forEach(function (other) { other.classList.toggle("on", Boolean(ends[other.getAttribute("data-box")])); });
    }
    boxes.forEach(function (box) {
      box.addEventListener("pointerenter", function () { light(box); });
      box.addEventListener("pointerleave", function () { light(null); });
    });
  });

  function value(row, column) {
    var cell = row.cells[column];
    var text = cell.getAttribute("data-sort") || cell.textContent.trim();
    return /^-?\d+$/.test(text) ? Number(text) : text.toLowerCase();
  }
  // the index: the first rows only until more are asked for, so that search and sort lay out little
  var MOST = 300, index = document.querySelector("table.index"), find = document.querySelector("input.find"), rows = [];
  var more = document.querySelector("button.more");
  function paint(whole) {
    var kept = 0;
    rows.forEach(function (one) {
      var hidden = !one.kept || (!whole && kept >= MOST);
      if (one.row.hidden !== hidden) one.row.hidden = hidden;
      kept += one.kept ? 1 : 0;
    });
    more.hidden = whole || kept <= MOST;
    more.textContent = more.getAttribute("data-label").replace("0", kept);
    return kept;
  }
  if (find && index && more) {
    var plain = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
    rows = Array.from(index.tBodies[0].rows, function (row) {
      return { row: row, text: plain(row.cells[0].textContent), kept: true };
    });
    var found = document.querySelector("output.found");
    find.disabled = false;
    find.addEventListener("input", function () {
      var words = plain(find.value).split(/\s+/).filter(Boolean);
      rows.forEach(function (one) {
        one.kept = words.every(function (word) { return one.text.indexOf(word) >= 0; });
      });
      var kept = paint(false);
      found.textContent = words.length ? kept + " / " + rows.length : "";
    });
    more.addEventListener("click", function () { paint(true); });
    addEventListener("beforeprint", function () { paint(true); });
    paint(false);
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
        // keys once for each row, and the body out of the page meanwhile: one layout, however many rows
        var body = table.tBodies[0];
        var keyed = Array.from(body.rows, function (row) { return [value(row, column), row]; });
        keyed.sort(function (a, b) { return (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (down ? -1 : 1); });
        body.remove();
        keyed.forEach(function (one) { body.append(one[1]); });
        if (table === index && more) {
          var place = new Map(keyed.map(function (one, at) { return [one[1], at]; }));
          rows.sort(function (a, b) { return place.get(a.row) - place.get(b.row); });
          paint(false);
        }
        table.append(body);
      });
    });
  });
})();
