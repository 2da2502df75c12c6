// Comfort for those who have scripts; every page works without them.
//
// Elements marked data-comfort stay hidden until this file shows them, because they do nothing alone.
//
// Written in ECMAScript 5, which HtmlUnit and old browsers of testers understand as well.

'use strict';

function each(selector, act, inside) {
  Array.prototype.forEach.call((inside || document).querySelectorAll(selector), act);
}

each('[data-comfort]', function (element) { element.hidden = false; });

// The button that shows the password: data-reveal names the field, data-reveal-word says how to hide it again.
each('[data-reveal]', function (button) {
  var field = document.getElementById(button.getAttribute('data-reveal'));
  var word = button.querySelector('[data-reveal-word]');
  if (!field || !word) return;
  var toShow = word.textContent;
  var toHide = word.getAttribute('data-reveal-word');
  function show(shown) {
    field.type = shown ? 'text' : 'password';
    word.textContent = shown ? toHide : toShow;
  }
  button.addEventListener('click', function () {
    show(field.type === 'password');
    field.focus();
  });
  // What is sent, and remembered by the browser, is a password again.
  if (field.form) field.form.addEventListener('submit', function () { show(false); });
});

// Fills the sign-in form with a test login. The buttons do nothing without this file, so it makes them: data-fill of a
// table says what stands on them, data-fill-column what their column is called.
each('[data-fill]', function (table) {
  each('thead tr', function (row) {
    made(made(row, 'th', { scope: 'col' }), 'span', { 'class': 'unseen' }, table.getAttribute('data-fill-column'));
  }, table);
  each('tbody tr', function (row) {
    var login = row.cells[0].textContent;
    var password = row.cells[1].textContent;
    var cell = made(row, 'td', { 'class': 'table__action' });
    var button = made(cell, 'button', { 'class': 'small-button', type: 'button' }, table.getAttribute('data-fill'));
    made(button, 'span', { 'class': 'unseen' }, ' ' + login);
    button.addEventListener('click', function () {
      fill('login', login);
      fill('password', password);
      var signIn = document.getElementById('loginByPwdButton');
      if (signIn) signIn.focus();
    });
  }, table);
});

// A new element at the end of another one.
function made(parent, name, attributes, text) {
  var element = document.createElement(name);
  for (var attribute in attributes) element.setAttribute(attribute, attributes[attribute]);
  if (text) element.textContent = text;
  return parent.appendChild(element);
}

function fill(id, value) {
  var field = document.getElementById(id);
  if (!field) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

// Copies what a field says: data-copy names it, data-copied is what the button says then.
each('[data-copy]', function (button) {
  button.addEventListener('click', function () {
    var field = document.getElementById(button.getAttribute('data-copy'));
    if (!field) return;
    field.select();
    if (document.execCommand('copy')) button.textContent = button.getAttribute('data-copied');
  });
});

// Code fields: a digit jumps on to the next field, a whole code spreads over all of them, Backspace jumps back.
each('[data-code]', function (group) {
  var fields = group.querySelectorAll('input');
  Array.prototype.forEach.call(fields, function (field, at) {
    field.addEventListener('input', function () {
      var digits = field.value.replace(/[^0-9]/g, '').slice(0, fields.length - at);
      if (digits === '') return;
      for (var further = 0; further < digits.length; further += 1) fields[at + further].value = digits.charAt(further);
      fields[Math.min(at + digits.length, fields.length - 1)].focus();
    });
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Backspace' && field.value === '' && at > 0) fields[at - 1].focus();
    });
  });
});

// Dates: the keyboard of digits has no dot on some phones, so that it comes by itself after the day and the month.
each('[data-date]', function (field) {
  field.addEventListener('input', function (event) {
    if (event.inputType !== 'insertText' || field.selectionEnd !== field.value.length) return;
    if (!/^([0-9]{2}[.])?[0-9]{3}$/.test(field.value)) return;
    field.value = field.value.slice(0, -1) + '.' + field.value.slice(-1);
  });
});

// On a phone the navigation of the cabinet, or of the desk, is one line that scrolls: it begins where one is.
var here = document.querySelector('.tabs [aria-current]');
if (here) {
  var line = here.closest('.tabs');
  line.scrollLeft += here.getBoundingClientRect().left - line.getBoundingClientRect().left - 16;
}

// The real sign-in page is an application that writes its address anew once it has begun. Robots wait for that second
// navigation.
if (document.getElementById('loginByPwdButton')) {
  window.addEventListener('load', function () {
    window.setTimeout(function () { window.history.replaceState(null, '', window.location.href); }, 300);
  });
}
