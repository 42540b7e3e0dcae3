namespace Maintenance.Notification.Settings;

/// <summary>What of a webhook is sealed; also the body that sets it.</summary>
/// <param name="Url">Address.</param>
/// <param name="Secret">Key of the signature.</param>
internal sealed record SealedWebhook(string Url, string Secret)
{
    /// <summary>Without address and secret.</summary>
    public override string ToString() => nameof(SealedWebhook);
}
