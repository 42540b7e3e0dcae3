namespace Maintenance.Notification.Planning;

/// <summary>Words of <c>notification.state</c>.</summary>
internal static class NotificationStates
{
    public const string Waiting = "waiting";
    public const string Sending = "sending";
    public const string Sent = "sent";
    public const string Failed = "failed";
    public const string GivenUp = "given_up";
    public const string Unknown = "unknown";
    public const string Dropped = "dropped";

    public static IReadOnlyList<string> All { get; } = [Waiting, Sending, Sent, Failed, GivenUp, Unknown, Dropped];
}
