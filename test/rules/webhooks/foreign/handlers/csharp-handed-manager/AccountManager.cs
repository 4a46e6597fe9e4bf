// What Plaid sends.
public class AccountManager : IAccountManager
{
    public async Task SyncByPlaidHookAsync(JsonElement json)
    {
        var webhook = json.Deserialize<PlaidWebhook>();
        if (webhook.WebhookType != PlaidWebhookType.TRANSACTIONS.ToString()) return;
        await Sync(webhook.ItemId);
    }
}
