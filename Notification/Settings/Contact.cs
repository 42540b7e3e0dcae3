using System.Text.Json.Serialization;

namespace Maintenance.Notification.Settings;

/// <summary>How a person is reached: by e-mail, by a webhook, on their devices, or by several of them.</summary>
public sealed record Contact
{
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Name of a webhook.</summary>
    public string? Webhook { get; init; }

    /// <summary>Account: the devices on which this person has switched notifications on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Push { get; init; }
}
