// Sends the calls of the tester's API from its page, and shows what is answered.
//
// Written in ECMAScript 5, like the other scripts; without it the page describes the calls all the same.

'use strict';

var page = document.getElementById('calls');

function list(element, selector) {
  return Array.prototype.slice.call(element.querySelectorAll(selector));
}

// The address of a call, with what was typed into its fields; what is empty stays away from the query.
function address(form) {
  var path = form.getAttribute('data-path');
  var query = [];
  list(form, '[data-name]').forEach(function (field) {
    var name = field.getAttribute('data-name');
    var value = encodeURIComponent(field.value);
    if (field.getAttribute('data-place') === 'path') path = path.replace('{' + name + '}', value);
    else if (value) query.push(encodeURIComponent(name) + '=' + value);
  });
  return page.getAttribute('data-base') + path + (query.length ? '?' + query.join('&') : '');
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    return text;
  }
}

// What is sent: a file that was chosen, or what was typed.
function content(body) {
  if (!body) return null;
  if (body.files) return body.files[0] || null;
  return body.value || null;
}

// An archive is given to be kept, everything else to be read.
function tell(call, shown) {
  var head = call.status + ' ' + call.statusText + '\n\n';
  if ((call.getResponseHeader('Content-Type') || '').indexOf('application/zip') === 0) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(call.response);
    link.download = (/filename="([^"]+)"/.exec(call.getResponseHeader('Content-Disposition')) || [])[1] || 'stand.zip';
    link.textContent = link.download;
    shown.textContent = head;
    shown.appendChild(link);
    return;
  }
  var reader = new FileReader();
  reader.onload = function () { shown.textContent = head + pretty(reader.result); };
  reader.readAsText(call.response);
}

function send(form, shown) {
  var call = new XMLHttpRequest();
  var body = form.querySelector('[data-media]');
  var sent = content(body);
  var guard = page.getAttribute('data-guard');
  call.open(form.getAttribute('data-method'), address(form));
  call.responseType = 'blob';
  if (guard) call.setRequestHeader('X-Esia-Mock-Guard', guard);
  if (sent) call.setRequestHeader('Content-Type', body.getAttribute('data-media'));
  call.onload = function () { tell(call, shown); };
  call.onerror = function () { shown.textContent = page.getAttribute('data-not-sent'); };
  shown.hidden = false;
  shown.textContent = page.getAttribute('data-sending');
  call.send(sent);
}

if (page) {
  list(page, '.call__form').forEach(function (form) {
    form.hidden = false;
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      send(form, form.querySelector('.call__answer'));
    });
  });
}

// Whoever comes by a link to a call or a shape sees it open, and whatever it is in.
function opens() {
  var named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  for (var part = named; part; part = part.parentElement) {
    if (part.tagName === 'DETAILS') part.open = true;
  }
  if (named) named.scrollIntoView();
}

window.addEventListener('hashchange', opens);
opens();
