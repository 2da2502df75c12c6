// Comfort for those who have scripts; every page works without them.
//
// Elements marked data-comfort stay hidden until this file shows them, because they do nothing alone.

'use strict';

for (const element of document.querySelectorAll('[data-comfort]')) element.hidden = false;

// The button that shows the password: data-reveal names the field, data-reveal-word says how to hide it again.
for (const button of document.querySelectorAll('[data-reveal]')) {
  const field = document.getElementById(button.dataset.reveal);
  const word = button.querySelector('[data-reveal-word]');
  if (!field || !word) continue;
  const [toShow, toHide] = [word.textContent, word.dataset.revealWord];
  const show = (shown) => {
    field.type = shown ? 'text' : 'password';
    word.textContent = shown ? toHide : toShow;
  };
  button.addEventListener('click', () => {
    show(field.type === 'password');
    field.focus();
  });
  // What is sent, and remembered by the browser, is a password again.
  field.form?.addEventListener('submit', () => show(false));
}

// Fills the sign-in form with a test login.
for (const button of document.querySelectorAll('[data-fill-login]')) {
  button.addEventListener('click', () => {
    fill('login', button.dataset.fillLogin);
    fill('password', button.dataset.fillPassword);
    document.getElementById('loginByPwdButton')?.focus();
  });
}

function fill(id, value) {
  const field = document.getElementById(id);
  if (!field) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

// Code fields: a digit jumps on to the next field, a whole code spreads over all of them, Backspace jumps back.
for (const group of document.querySelectorAll('[data-code]')) {
  const fields = [...group.querySelectorAll('input')];
  fields.forEach((field, at) => {
    field.addEventListener('input', () => {
      const digits = [...field.value].filter((sign) => sign >= '0' && sign <= '9');
      if (digits.length === 0) return;
      digits.slice(0, fields.length - at).forEach((digit, further) => { fields[at + further].value = digit; });
      fields[Math.min(at + digits.length, fields.length - 1)].focus();
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Backspace' && field.value === '' && at > 0) fields[at - 1].focus();
    });
  });
}

// Dates: the keyboard of digits has no dot on some phones, so that it comes by itself after the day and the month.
for (const field of document.querySelectorAll('[data-date]')) {
  field.addEventListener('input', (event) => {
    if (event.inputType !== 'insertText' || field.selectionEnd !== field.value.length) return;
    if (/^([0-9]{2}[.])?[0-9]{3}$/.test(field.value)) field.value = `${field.value.slice(0, -1)}.${field.value.slice(-1)}`;
  });
}

// On a phone the navigation of the cabinet is one line that scrolls: it begins where one is.
const here = document.querySelector('.tabs [aria-current]');
if (here) here.closest('.tabs').scrollLeft = here.offsetLeft - 16;

// The answer to a relying party that wants it posted: there is nothing to decide on that page.
document.querySelector('form[data-submit]')?.submit();
