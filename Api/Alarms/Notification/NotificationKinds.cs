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

    /// <summary>All, in the order in which they are shown.</summary>
    public static ImmutableArray<string> All { get; } = [Route, Rota, Webhook];
}
