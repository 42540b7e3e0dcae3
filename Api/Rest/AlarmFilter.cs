using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>Which alarms are asked for.</summary>
/// <param name="Region">Region.</param>
/// <param name="State">States, separated by commas.</param>
/// <param name="Priority">Priorities, separated by commas.</param>
/// <param name="Asset">Asset.</param>
/// <param name="Rule">Rule.</param>
/// <param name="Q">Text in title, asset, rule or reason.</param>
/// <param name="From">Occurrences that began at or after this time.</param>
/// <param name="To">Occurrences that began before this time.</param>
/// <param name="AsOf">As known at this time.</param>
/// <param name="Limit">Alarms at most.</param>
internal sealed record AlarmFilter(
    string? Region, string? State, string? Priority, string? Asset, string? Rule, string? Q, string? From, string? To, string? AsOf,
    string? Limit)
{
    public Chosen Read(Parameters parameters) => new(
        this, Words<AlarmState>("state", State, parameters), Words<AlarmPriority>("priority", Priority, parameters),
        parameters.Time("from", From, long.MinValue), parameters.Time("to", To, long.MaxValue));

    public static IReadOnlySet<T>? Words<T>(string name, string? text, Parameters parameters) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var known = Enum.GetValues<T>().ToDictionary(AlarmContract.Word, StringComparer.Ordinal);
        var found = new HashSet<T>();
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (known.TryGetValue(word, out var value)) found.Add(value);
            else parameters.Refuse(name, $"'{word}' is not allowed; expected some of {string.Join(", ", known.Keys)}.");
        return found;
    }

    /// <summary>True when nothing is asked for, or this.</summary>
    public static bool Same(string? asked, string? found) =>
        string.IsNullOrWhiteSpace(asked) || string.Equals(asked, found, StringComparison.OrdinalIgnoreCase);

    /// <summary>The filter as read.</summary>
    internal sealed record Chosen(
        AlarmFilter Filter, IReadOnlySet<AlarmState>? States, IReadOnlySet<AlarmPriority>? Priorities, long FromUnixMicros,
        long ToUnixMicros)
    {
        public bool Wants(AlarmState state) => States?.Contains(state) ?? false;

        public bool Matches(Alarm alarm, Asset? asset) =>
            States?.Contains(alarm.State) is not false
            && Priorities?.Contains(alarm.HighestSinceAcknowledged ?? alarm.Priority) is not false
            && Same(Filter.Region, asset?.Region) && Same(Filter.Asset, alarm.Asset) && Same(Filter.Rule, alarm.Rule)
            && (alarm.OnsetUnixMicros == UnixMicros.None
                || (alarm.OnsetUnixMicros >= FromUnixMicros && alarm.OnsetUnixMicros < ToUnixMicros))
            && (string.IsNullOrWhiteSpace(Filter.Q) || Holds(alarm.Title) || Holds(alarm.Asset) || Holds(alarm.Rule)
                || Holds(alarm.Because));

        private bool Holds(string? text) => text?.Contains(Filter.Q!.Trim(), StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
