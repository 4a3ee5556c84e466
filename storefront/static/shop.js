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
      .catch(function () { form.removeAttribute("aria-busy"); });
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
        location.href = button.dataset.near + "?gan=" + place.coords.latitude.toFixed(3) + "," + place.coords.longitude.toFixed(3);
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

  function start() {
    document.querySelectorAll("[data-save]").forEach(function (button) { button.hidden = true; });
    product(); communes(); near(); print(); share(); auto();
  }
  start();
  var wrong = document.getElementById("sai");
  if (wrong) wrong.focus();
}());
