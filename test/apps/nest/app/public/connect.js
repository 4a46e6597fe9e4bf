(function () {
  var status = document.getElementById('status');
  var link;

  function exchange(publicToken) {
    return fetch('/bank/exchangeToken', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ publicToken: publicToken })
    }).then(function (response) {
      status.textContent = response.ok ? 'You will be paid' : 'The bank said no';
    });
  }

  document.getElementById('connect').addEventListener('click', function () {
    link = link || Plaid.create({
      clientName: 'Invoices',
      countryCodes: ['US'],
      env: 'sandbox',
      key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
      language: 'en',
      product: ['auth'],
      onSuccess: exchange,
      onExit: function (error) {
        if (error) status.textContent = error.display_message || error.error_code;
      }
    });
    link.open();
  });
})();
