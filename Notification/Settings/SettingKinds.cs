namespace Maintenance.Notification.Settings;

/// <summary>Kinds of settings, as rows name them.</summary>
internal static class SettingKinds
{
    public const string Route = "route";
    public const string Rota = "rota";
    public const string Webhook = "webhook";
}
