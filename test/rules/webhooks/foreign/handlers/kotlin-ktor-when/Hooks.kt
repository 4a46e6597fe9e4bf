fun Route.plaidHooks() {
  post("/plaid/webhook") {
    val body = call.receive<PlaidHook>()
    when (body.code) {
      0 -> first(body.accessToken)
      1, 2 -> more(body.accessToken)
      in 1200..1219 -> broken(body.accessToken)
      else -> log("3 -> ${body.code}")
    }
    when (body.webhookCode) {
      "INITIAL_UPDATE" -> first(body.itemId)
      "PENDING_EXPIRATION" -> ask(body.itemId)
    }
  }
}
