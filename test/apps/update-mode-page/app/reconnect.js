$(document).ready(function() {
	$("#reconnect").click(function(event) {
		event.preventDefault();

		$.post("/create_public_token", function(data) {
			var handler = Plaid.create({
				clientName: "Household",
				env: "sandbox",
				key: "8b1f0c2d4e6a7b9c3d5e1f2a4b",
				product: ["transactions"],
				token: data.public_token,
				onSuccess: function(public_token, metadata) {
					// The access token stays the same: there is nothing to exchange.
					$("#notice").text("Thank you, everything works again.");
				},
				onExit: function(err) {
					if (err != null) {
						$("#notice").text("We still cannot reach your bank.");
					}
				}
			});
			handler.open();
		});
	});
});
