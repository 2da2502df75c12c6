// Comfort for those who have scripts; every page works without them.
//
// Elements marked data-comfort stay hidden until this file shows them, because they do nothing alone.

'use strict';

for (const element of document.querySelectorAll('[data-comfort]')) element.hidden = false;

// «Показать»: data-reveal names the password field.
for (const button of document.querySelectorAll('[data-reveal]')) {
  const field = document.getElementById(button.dataset.reveal);
  const word = button.querySelector('[data-reveal-word]');
  if (!field || !word) continue;
  const show = (shown) => {
    field.type = shown ? 'text' : 'password';
    word.textContent = shown ? 'Скрыть' : 'Показать';
  };
  button.addEventListener('click', () => {
    show(field.type === 'password');
    field.focus();
  });
  // What is sent, and remembered by the browser, is a password again.
  field.form?.addEventListener('submit', () => show(false));
}

// «подставить»: fills the sign-in form with a test login.
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

// The answer to a relying party that wants it posted: there is nothing to decide on that page.
document.querySelector('form[data-submit]')?.submit();
