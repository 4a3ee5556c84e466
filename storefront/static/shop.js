// Makes the shop's forms quicker. Every page works without this file.
(function () {
  "use strict";

  // Cart: − and + send only when the hand has rested, so that five presses are one request.
  var timer;
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-cart] .step button");
    if (!button) return;
    event.preventDefault();
    var input = button.parentNode.querySelector("input"), count = parseInt(input.value, 10) || 0;
    input.value = Math.max(0, count + (button.name === "more" ? 1 : -1));
    later(button.form);
  });
  document.addEventListener("input", function (event) {
    var form = event.target.closest("[data-cart]");
    if (form) later(form);
  });

  function later(form) {
    clearTimeout(timer);
    timer = setTimeout(function () { send(form); }, 700);
  }

  function send(form) {
    var data = new FormData(form);
    form.setAttribute("aria-busy", "true");
    fetch(form.action, { method: "POST", body: data, credentials: "same-origin" })
      .then(function (answer) { return answer.text(); })
      .then(function (text) { replace(new DOMParser().parseFromString(text, "text/html")); })
      .catch(function () { unsent(form); });
  }

  // Without a signal: the numbers stay, the button to write them down comes back, and they are sent when the signal is.
  function unsent(form) {
    form.removeAttribute("aria-busy");
    form.querySelectorAll("[data-save]").forEach(function (button) { button.hidden = false; });
    window.addEventListener("online", function () { if (form.isConnected) later(form); }, { once: true });
  }

  // Put the new cart in place of the old and keep the focus where it was.
  function replace(page) {
    var focused = document.activeElement, name = focused && focused.name, value = focused && focused.value;
    document.getElementById("noi-dung").replaceWith(page.getElementById("noi-dung"));
    document.querySelectorAll("[data-count]").forEach(function (count, place) {
      var fresh = page.querySelectorAll("[data-count]")[place];
      if (fresh) count.replaceWith(fresh); else count.remove();
    });
    if (name) {
      document.querySelectorAll('[name="' + CSS.escape(name) + '"]').forEach(function (field) {
        if (field.tagName === "INPUT" || field.value === value) field.focus();
      });
    }
    start();
  }

  // Product: the stepper counts in place; another pack changes price and what is left.
  function product() {
    var form = document.querySelector("[data-packs]");
    if (!form || form.dataset.ready) return;
    form.dataset.ready = "1";
    form.addEventListener("click", function (event) {
      var button = event.target.closest(".step button");
      if (!button) return;
      event.preventDefault();
      var input = button.parentNode.querySelector("input"), count = parseInt(input.value, 10) || 1;
      input.value = Math.max(1, count + (button.name === "more" ? 1 : -1));
    });
    form.addEventListener("change", function (event) {
      var pack = event.target;
      if (pack.name !== "variant" || !pack.dataset.price) return;
      [document.querySelector("[data-price]:not(input)"), form.querySelector("[data-buy-price]")].forEach(function (place) {
        if (place) { place.firstChild.data = pack.dataset.price + " "; place.querySelector("small").textContent = pack.dataset.unit; }
      });
      var left = form.querySelector("[data-left]:not(input)");
      if (left) left.textContent = pack.dataset.left;
    });
  }

  // Address: another province brings its communes without loading the page again.
  function communes() {
    var line = document.querySelector("[data-change-province]");
    if (!line) return;
    var province = document.querySelector('[name="countryArea"]'), commune = document.querySelector('[name="city"]');
    line.hidden = true;
    province.addEventListener("change", function () {
      commune.disabled = true;
      fetch(line.dataset.changeProvince + "?tinh=" + encodeURIComponent(province.value), { credentials: "same-origin" })
        .then(function (answer) { if (!answer.ok) throw answer; return answer.text(); })
        .then(function (options) { commune.innerHTML = options; })
        .catch(function () { line.hidden = false; })
        .then(function () { commune.disabled = false; });
    });
  }

  function near() {
    var button = document.querySelector("[data-near]");
    if (!button || !navigator.geolocation) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.geolocation.getCurrentPosition(function (place) {
        var to = new URL(button.dataset.near, location.href);
        to.searchParams.set("gan", place.coords.latitude.toFixed(3) + "," + place.coords.longitude.toFixed(3));
        location.href = to;
      });
    });
  }

  // A choice that only changes what is shown needs no button.
  function auto() {
    document.querySelectorAll("[data-auto]").forEach(function (form) {
      form.querySelector("button").hidden = true;
      form.addEventListener("change", function () { form.submit(); });
    });
  }

  function print() {
    var button = document.querySelector("[data-print]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  }

  // Share: the phone's own sheet where there is one; else the link opens below to be copied.
  function share() {
    var button = document.querySelector("[data-share]");
    if (!button) return;
    if (navigator.share) {
      button.addEventListener("click", function (event) {
        event.preventDefault();
        navigator.share({ title: button.dataset.title, url: document.getElementById("duong-dan").value }).catch(function () {});
      });
    }
    var copy = document.querySelector("[data-copy]");
    if (!copy || !navigator.clipboard) return;
    copy.hidden = false;
    copy.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value).then(function () {
        copy.textContent = copy.dataset.done;
      });
    });
  }

  // Search: names that begin so, below the box, while the hand rests. Arrows choose, Enter opens, Escape puts away.
  function suggest() {
    var form = document.querySelector("[data-suggest]");
    if (!form || !window.fetch) return;
    var input = form.querySelector("input"), list = document.createElement("div"), wait, asked = "", at = -1;
    list.id = "goi-y";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.list);
    form.appendChild(list);
    var says = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "goi-y" };
    Object.keys(says).forEach(function (name) { input.setAttribute(name, says[name]); });

    function options() { return list.querySelectorAll("[role=option]"); }
    function show(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) mark(-1);
    }
    function mark(place) {
      at = place;
      input.removeAttribute("aria-activedescendant");
      options().forEach(function (option, number) {
        option.setAttribute("aria-selected", String(number === at));
        if (number !== at) return;
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      });
    }
    function look() {
      var words = input.value.trim();
      if (words === asked) { show(words && options().length > 0); return; }
      asked = words;
      if (!words) { list.innerHTML = ""; show(false); return; }
      fetch(form.dataset.suggest + "?q=" + encodeURIComponent(words.slice(0, 100)), { credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(function (text) {
          if (words !== asked || document.activeElement !== input) return;
          list.innerHTML = text;
          show(options().length > 0);
        })
        .catch(function () { show(false); });
    }
    input.addEventListener("input", function () { clearTimeout(wait); wait = setTimeout(look, 150); });
    input.addEventListener("blur", function () { setTimeout(function () { show(false); }, 150); });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    input.addEventListener("keydown", function (event) {
      var found = options(), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); show(false); }
      if (event.key === "Enter" && at >= 0 && !list.hidden) { event.preventDefault(); found[at].click(); }
      if (!step || !found.length) return;
      event.preventDefault();
      show(true);
      // one place more than there are names: there the box itself has the choice again
      mark((at + 1 + step + found.length + 1) % (found.length + 1) - 1);
    });
  }

  // Sent once: who taps twice on a slow signal orders once. Not `disabled`, which would drop the button's name.
  var sent = [];
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.some(function (each) { return each.form === form; })) { event.preventDefault(); return; }
    sent.push({ form: form, button: button, inside: button && button.innerHTML });
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    if (button.matches(".btn")) button.textContent = document.body.dataset.wait;
  });
  // The page comes back as it was left: every form may be sent again.
  window.addEventListener("pageshow", function () {
    sent.splice(0).forEach(function (each) {
      if (!each.button) return;
      each.button.removeAttribute("aria-disabled");
      each.button.innerHTML = each.inside;
    });
  });

  function start() {
    document.querySelectorAll("[data-save]").forEach(function (button) { button.hidden = true; });
    product(); communes(); near(); print(); share(); auto();
  }
  start();
  suggest();
  var wrong = document.getElementById("sai");
  if (wrong) wrong.focus();
}());
