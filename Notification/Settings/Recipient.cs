namespace Maintenance.Notification.Settings;

/// <summary>Where a message goes.</summary>
/// <param name="IsEmail">E-mail, else a webhook.</param>
/// <param name="Address">E-mail address, or name of the webhook.</param>
internal readonly record struct Recipient(bool IsEmail, string Address)
{
    private const string EmailPrefix = "email:";
    private const string WebhookPrefix = "webhook:";

    /// <summary>As rows name it.</summary>
    public override string ToString() => (IsEmail ? EmailPrefix : WebhookPrefix) + Address;

    /// <summary>Of the text that a row holds.</summary>
    public static Recipient Of(string stored) => stored.StartsWith(EmailPrefix, StringComparison.Ordinal)
        ? new Recipient(IsEmail: true, stored[EmailPrefix.Length..])
        : new Recipient(IsEmail: false, stored[WebhookPrefix.Length..]);
}
