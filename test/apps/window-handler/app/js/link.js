window.linkHandler = Plaid.create({
  selectAccount: true,
  env: "sandbox",
  clientName: "Tip Jar",
  key: "8b1f0c2d4e6a7b9c3d5e1f2a4b",
  product: "auth",
  onLoad: function() {
    document.getElementById("big-button").className = "loaded"
  },
  onSuccess: function(token, metadata) {
    var xhr = new XMLHttpRequest()
    xhr.open("POST", "/api/tips/authenticate", true)
    xhr.setRequestHeader("Content-Type", "application/json")
    xhr.onload = function() {
      document.getElementById("result").innerHTML = "Connected"
    }
    xhr.send(JSON.stringify({ public_token: token, account: metadata.account_id }))
  },
  onExit: function(error) {
    if (error) document.getElementById("result").innerHTML = "Not connected"
  }
})
