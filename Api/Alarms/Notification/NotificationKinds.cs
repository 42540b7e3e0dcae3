using System.Collections.Immutable;

namespace Maintenance.Api.Alarms.Notification;

/// <summary>Kinds of settings, as rows name them.</summary>
public static class NotificationKinds
{
    /// <summary>Which alarms are told to whom.</summary>
    public const string Route = "route";

    /// <summary>Who is on call.</summary>
    public const string Rota = "rota";

    /// <summary>An address that messages are posted to.</summary>
    public const string Webhook = "webhook";

    /// <summary>A browser that alarms are pushed to; its person's own affair.</summary>
    public const string Push = "push";

    /// <summary>The key pair by which push services know this installation.</summary>
    public const string PushKey = "push_key";

    /// <summary>What engineers set, in the order in which it is shown.</summary>
    public static ImmutableArray<string> All { get; } = [Route, Rota, Webhook];
}
