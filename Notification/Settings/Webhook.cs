namespace Maintenance.Notification.Settings;

/// <summary>An address that messages are posted to. Address and secret leave this process only as requests to the address.</summary>
/// <param name="Name">Name.</param>
/// <param name="Url">Address, which may hold a token.</param>
/// <param name="Secret">Key of the signature; at least 16 characters.</param>
internal sealed record Webhook(string Name, Uri Url, string Secret)
{
    /// <summary>Longest address, in characters.</summary>
    public const int MaxUrl = 2000;

    /// <summary>Shortest secret.</summary>
    public const int MinSecret = 16;

    /// <summary>Longest secret.</summary>
    public const int MaxSecret = 256;

    /// <summary>Scheme, host and port: what may be shown.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Without address and secret.</summary>
    public override string ToString() => $"webhook:{Name}";
}
