using System.Text.Json.Serialization;

namespace Maintenance.Notification.Settings;

/// <summary>Who is told at a step: exactly one of an e-mail address, a webhook, a person's devices and a rota.</summary>
public sealed record RouteTarget
{
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Name of a webhook.</summary>
    public string? Webhook { get; init; }

    /// <summary>Account: the devices on which this person has switched notifications on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Push { get; init; }

    /// <summary>Name of a rota: whoever is on call when the message is due.</summary>
    public string? OnCall { get; init; }

    /// <summary>Level of the rota, from 1.</summary>
    public int Level { get; init; } = 1;

    /// <summary>The target as rows name it.</summary>
    public override string ToString() =>
        Email is not null ? $"email:{Email}" : Webhook is not null ? $"webhook:{Webhook}" : Push is not null ? $"push:{Push}"
            : $"on-call:{OnCall}/{Level}";
}
