using System.Text.Json.Serialization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;

namespace Maintenance.Notification.Settings;

/// <summary>Which alarms are told to whom, and how. Immutable.</summary>
public sealed record NotificationRoute
{
    /// <summary>Name: of the address it is put to.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>False: nothing is told.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Regions; empty: all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Rigs, by name or as <c>site/rig</c>; empty: all.</summary>
    public IReadOnlyList<string> Rigs { get; init; } = [];

    /// <summary>Rules, by id; empty: all.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Least priority. Default: low.</summary>
    [JsonConverter(typeof(WordConverter<AlarmPriority>))]
    public AlarmPriority PriorityAtLeast { get; init; } = AlarmPriority.Low;

    /// <summary>Steps of escalation; each later than the one before.</summary>
    public required IReadOnlyList<RouteStep> Steps { get; init; }

    /// <summary>How often an alarm that nobody acknowledges is told again; null: as its rule says.</summary>
    public TimeSpan? Repeat { get; init; }

    /// <summary>How often it is told again at each step at most. Default: 10.</summary>
    public int RepeatAtMost { get; init; } = 10;

    /// <summary>When only urgent alarms are told; null: never.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>How long a message waits for further alarms, which it then tells too. Default: 10 s.</summary>
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages to one recipient within <see cref="Within"/> after which everything waits for one summary. Default: 20.</summary>
    public int MessagesAtMost { get; init; } = 20;

    /// <summary>See <see cref="MessagesAtMost"/>. Default: 10 min.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>True: who was told of an alarm is told that it returned to normal. Default: false.</summary>
    public bool OnReturn { get; init; }

    /// <summary>True when the route tells alarms of an asset and a rule, whatever their priority.</summary>
    public bool Covers(Asset? asset, string rule) => Enabled
        && (Rules.Count == 0 || Rules.Contains(rule, StringComparer.Ordinal))
        && (Regions.Count == 0 || (asset is not null && Regions.Contains(asset.Region, StringComparer.OrdinalIgnoreCase)))
        && (Rigs.Count == 0 || (asset is not null && Rigs.Any(r => IsRig(r, asset))));

    private static bool IsRig(string name, Asset asset) => string.Equals(name, asset.Rig, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, $"{asset.Site}/{asset.Rig}", StringComparison.OrdinalIgnoreCase);
}
