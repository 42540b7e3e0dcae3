using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Planning;

/// <summary>What a plan follows from.</summary>
/// <param name="Alarms">Alarms that are not at rest.</param>
/// <param name="Assets">Where their assets belong.</param>
/// <param name="Settings">Routes, rotas, webhooks.</param>
/// <param name="Log">What was told.</param>
/// <param name="NowUnixMicros">The time.</param>
internal sealed record PlanInput(
    IReadOnlyCollection<Alarm> Alarms, AssetRegistry Assets, NotificationSettings Settings, NotificationLog Log, long NowUnixMicros);
