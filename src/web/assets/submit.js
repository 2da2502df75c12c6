// The answer to a relying party that wants it posted: there is nothing to decide on that page, and nothing else of
// ours runs before it.

'use strict';

var form = document.querySelector('form[data-submit]');
if (form) form.submit();
