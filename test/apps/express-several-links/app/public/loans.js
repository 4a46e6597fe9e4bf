var handler = Plaid.create({
  key: "8b1f0c2d4e6a7b9c3d5e1f2a4b",
  env: "sandbox",
  clientName: "Two Door Bank",
  product: ["assets", "transactions"],
  webhook: "https://twodoor.example/assets",
  countryCodes: ["US", "CA"],
  onSuccess: function (token) {
    fetch("/plaid/exchange", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: token })
    }).then(function (res) {
      document.getElementById("note").textContent = res.ok ? "Done." : "That failed.";
    });
  }
});

document.getElementById("open").onclick = function () {
  handler.open();
};
