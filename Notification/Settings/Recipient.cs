namespace Maintenance.Notification.Settings;

/// <summary>Ways to reach somebody.</summary>
internal enum RecipientKind
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By a webhook.</summary>
    Webhook,

    /// <summary>By web push to a device.</summary>
    Push,
}

/// <summary>Where a message goes.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Address">E-mail address, or name of the webhook or device.</param>
internal readonly record struct Recipient(RecipientKind Kind, string Address)
{
    private static readonly string[] Words = ["email", "webhook", "push"];

    /// <summary>What the kind is called.</summary>
    public string Word => Words[(int)Kind];

    /// <summary>As rows name it.</summary>
    public override string ToString() => $"{Word}:{Address}";

    /// <summary>Of the text that a row holds.</summary>
    public static Recipient Of(string stored)
    {
        var colon = stored.IndexOf(':', StringComparison.Ordinal);
        return new Recipient((RecipientKind)Array.IndexOf(Words, stored[..colon]), stored[(colon + 1)..]);
    }
}
