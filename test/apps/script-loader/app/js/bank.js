(function () {
  var handler;

  function log(text) {
    var line = document.createElement('p');
    line.appendChild(document.createTextNode(text));
    document.getElementById('log').appendChild(line);
  }

  function saveToken(publicToken) {
    var data = new FormData();
    var request = new XMLHttpRequest();
    request.open('POST', '/bank/public-token?token=' + encodeURIComponent(publicToken));
    request.onload = function () {
      log('Saved');
    };
    request.send(data);
  }

  loadScript('https://cdn.plaid.com/link/v2/stable/link-initialize.js', function () {
    handler = window.Plaid.create({
      clientName: 'Split the bill',
      env: 'sandbox',
      key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
      product: 'auth',
      onSuccess: saveToken,
      onExit: function (error, metadata) {
        if (error) log('Left at ' + metadata.status);
      }
    });
    document.getElementById('start').disabled = false;
  });

  document.getElementById('start').addEventListener('click', function () {
    handler.open();
  });
})();
