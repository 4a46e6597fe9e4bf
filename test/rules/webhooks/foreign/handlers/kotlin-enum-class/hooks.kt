package pots

enum class HookCode { INITIAL_UPDATE, DEFAULT_UPDATE, TRANSACTIONS_REMOVED }

@Serializable
data class PlaidHook(
  @SerialName("webhook_code") val webhookCode: HookCode,
  @SerialName("item_id") val itemId: String,
)

fun Route.hooks(pots: Pots) {
  post("/plaid/webhook") {
    val hook = call.receive<PlaidHook>()
    when (hook.webhookCode) {
      HookCode.INITIAL_UPDATE, HookCode.DEFAULT_UPDATE -> pots.pull(hook.itemId)
      HookCode.TRANSACTIONS_REMOVED -> pots.drop(hook.itemId)
    }
    call.respond(HttpStatusCode.NoContent)
  }
}
