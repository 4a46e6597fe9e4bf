function say(text) {
  $('#status').text(text);
}

// With a public token, Link repairs the item it belongs to; with null, it adds a new one.
function openLink(publicToken) {
  var handler = Plaid.create({
    env: 'sandbox',
    clientName: 'Accounts',
    key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
    product: ['auth'],
    token: publicToken,
    onSuccess: function (public_token) {
      if (publicToken) {
        say('Fixed.');
        return;
      }
      $.ajax({
        url: '/plaid/exchange',
        type: 'POST',
        contentType: 'application/json',
        data: JSON.stringify({ token: public_token }),
        success: function () {
          say('Added.');
        }
      });
    },
    onExit: function (error) {
      if (error) {
        say('That did not work.');
      }
    }
  });
  handler.open();
}

$('#add').on('click', function () {
  openLink(null);
});

$('.repair').on('click', function () {
  $.post('/plaid/public_token', { item: $(this).data('item') }, function (response) {
    openLink(response.public_token);
  });
});
