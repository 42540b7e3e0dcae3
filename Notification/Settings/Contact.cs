namespace Maintenance.Notification.Settings;

/// <summary>How a person is reached: by e-mail, by a webhook, or both.</summary>
public sealed record Contact
{
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Name of a webhook.</summary>
    public string? Webhook { get; init; }
}
