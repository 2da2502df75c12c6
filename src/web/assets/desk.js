// Comfort for the tester's desk: lists that look for news, buttons that copy, files that are read into a field.
//
// Written in ECMAScript 5, like the other scripts; without it a reload shows the news, and everything can be typed.

'use strict';

function every(selector, act) {
  Array.prototype.forEach.call(document.querySelectorAll(selector), act);
}

every('[data-comfort]', function (element) { element.hidden = false; });

// On a phone the parts of the desk are one line that scrolls: it begins where one is.
var here = document.querySelector('.tabs [aria-current]');
if (here) {
  var line = here.closest('.tabs');
  line.scrollLeft += here.getBoundingClientRect().left - line.getBoundingClientRect().left - 16;
}

// Whoever presses a button that copies reads on it that it was done.
document.addEventListener('click', function (event) {
  var button = event.target.closest ? event.target.closest('[data-copy]') : null;
  var text = button ? document.getElementById(button.getAttribute('data-copy')) : null;
  if (!text) return;
  var chosen = document.createRange();
  chosen.selectNodeContents(text);
  window.getSelection().removeAllRanges();
  window.getSelection().addRange(chosen);
  if (document.execCommand('copy')) button.textContent = button.getAttribute('data-copied');
});

// A file is read into the field that data-file names; one that is no text becomes PEM.
function pem(bytes) {
  var text = '';
  for (var at = 0; at < bytes.length; at += 1) text += String.fromCharCode(bytes[at]);
  if (text.indexOf('-----BEGIN') !== -1) return text;
  return '-----BEGIN CERTIFICATE-----\n' + window.btoa(text).replace(/.{64}/g, '$&\n') + '\n-----END CERTIFICATE-----\n';
}

every('[data-file]', function (chosen) {
  chosen.addEventListener('change', function () {
    var reader = new FileReader();
    reader.onload = function () {
      document.getElementById(chosen.getAttribute('data-file')).value = pem(new Uint8Array(reader.result));
    };
    if (chosen.files[0]) reader.readAsArrayBuffer(chosen.files[0]);
  });
});

// Live parts: the page is asked for again, and what has changed takes the place of what was there, unless somebody is at it.
var PAUSE = 2000;

function isBusy(part) {
  return document.hidden || part.contains(document.activeElement) || part.querySelector('details[open]') !== null;
}

function renew(fresh) {
  every('[data-live]', function (part) {
    var other = fresh.getElementById(part.id);
    if (!other || isBusy(part) || other.textContent === part.textContent) return;
    part.parentNode.replaceChild(document.importNode(other, true), part);
  });
  every('[data-live] [data-comfort]', function (element) { element.hidden = false; });
}

function look() {
  var call = new XMLHttpRequest();
  call.open('GET', window.location.href);
  call.responseType = 'document';
  call.onload = function () { if (call.status === 200 && call.response) renew(call.response); };
  call.onloadend = function () { window.setTimeout(look, PAUSE); };
  call.send();
}

if (document.querySelector('[data-live]')) window.setTimeout(look, PAUSE);
