// Plaid
public class Hooks
{
    private async Task<string> Process(PlaidWebhook request)
    {
        var webhookType = request.WebhookType?.ToUpperInvariant() ?? "";
        var webhookCode = request.WebhookCode;
        if (webhookType == "TRANSACTIONS"
            && (webhookCode == "SYNC_UPDATES_AVAILABLE"
                || webhookCode == "HISTORIC_UPDATE"))
        {
            await Sync(request.ItemId);
        }
        else if (string.Equals(webhookCode, "ERROR", StringComparison.OrdinalIgnoreCase))
        {
            await Broken(request.Error);
        }
        else
        {
            Log(request);
        }
        return "done";
    }
}
