// Practice Link: what `plaid-migrate demo` puts where a page loads Plaid Link from. It knows no bank and
// calls no Plaid, but takes what Link takes: a link_token, which the simulator has to have minted.
(function () {
  'use strict';

  function create(options) {
    if (options.key) throw new Error('Practice Link: Link takes no public_key any more.');
    if (!/^link-/.test(options.token)) throw new Error('Practice Link: this is no link_token.');
    var dialog = null;

    function close() {
      if (dialog) dialog.remove();
      dialog = null;
    }

    function succeed() {
      fetch('/practice-link/session', { method: 'POST', body: options.token })
        .then(function (response) {
          return response.json();
        })
        .then(function (answer) {
          close();
          if (answer.public_token) {
            options.onSuccess(answer.public_token, { institution: bank, accounts: [] });
          } else {
            leave({ error_code: 'INVALID_LINK_TOKEN', error_message: answer.error });
          }
        });
    }

    function leave(error) {
      close();
      if (options.onExit) options.onExit(error, { institution: null });
    }

    return {
      open: function () {
        close();
        dialog = show(succeed, function () {
          leave(null);
        });
      },
      exit: function () {
        leave(null);
      },
      destroy: close,
    };
  }

  var bank = { name: 'First Platypus Bank', institution_id: 'ins_109508' };

  function show(succeed, leave) {
    var dialog = document.createElement('div');
    dialog.id = 'practice-link';
    dialog.style.cssText =
      'position:fixed;top:20%;left:50%;margin-left:-11em;width:20em;padding:1em;' +
      'background:#fff;border:2px solid #111;font:1em sans-serif';
    dialog.innerHTML =
      '<b>Practice Link</b><p>Not Plaid: a stand-in of plaid-migrate demo. No bank is asked.</p>';
    dialog.append(button('Link ' + bank.name, succeed), ' ', button('Leave', leave));
    document.body.append(dialog);
    return dialog;
  }

  function button(text, onclick) {
    var made = document.createElement('button');
    made.textContent = text;
    made.onclick = onclick;
    return made;
  }

  window.Plaid = { create: create };
})();
