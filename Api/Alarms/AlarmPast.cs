using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Alarms;

/// <summary>Alarms from the store: as they are now, and as they were known at any time. The same fold as that of the live ones.</summary>
public sealed class AlarmPast(
    IConditionStore store, AlarmDefinitions definitions, AssetRegistry registry, IOptions<AlarmOptions> options)
{
    private static readonly long BeforeMicros = UnixMicros.Length(TimeSpan.FromDays(1));
    private static readonly DateTime Newest = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Why alarms as known at a time, or figures of then, are no longer whole; null when they are.</summary>
    public async Task<string?> AgedAsync(long unixMicros, CancellationToken cancellationToken)
    {
        if (await store.ReadOffsetAsync(OffsetKey.AlarmsAged, cancellationToken) is not { } aged) return null;
        // What had returned may have waited for so long.
        var whole = aged + UnixMicros.Length(options.Value.KeepReturned);
        return unixMicros >= whole ? null : $"Alarms that were over before {UnixMicros.ToUtc(whole):yyyy-MM-dd HH:mm:ss} UTC have been "
            + "deleted (Retention:Conditions): what was known earlier is not on record any more.";
    }

    /// <summary>All alarms as known at a time, those at rest left out; <see cref="AgedAsync"/> tells whether that is still known.</summary>
    public async Task<IReadOnlyList<Alarm>> AsOfAsync(long unixMicros, CancellationToken cancellationToken)
    {
        var found = await LoadAsync(UnixMicros.ToUtc(unixMicros), unixMicros - UnixMicros.Length(options.Value.KeepReturned), assets: null,
            cancellationToken);
        return [.. found.Inputs.SelectMany(i => Fold(i.Key, i.Value, unixMicros, observer: null).Alarms)
            .Where(a => a.State != AlarmState.Normal)];
    }

    /// <summary>
    /// The alarm as known at a time, with its steps until then; of one that has been at rest for long those of its last occurrence. Null
    /// when nothing of it is on record.
    /// </summary>
    public async Task<(Alarm Alarm, IReadOnlyList<AlarmStep> Steps)?> HistoryAsync(
        string asset, string rule, long unixMicros, CancellationToken cancellationToken)
    {
        var asOf = UnixMicros.ToUtc(unixMicros);
        if (await AlarmEventsQuery.OfAlarmAsync(store, asset, rule, asOf, 1, cancellationToken) is not [var newest]) return null;
        var since = Math.Min(unixMicros - UnixMicros.Length(options.Value.KeepReturned), newest.KnownAtUnixMicros - BeforeMicros);
        var found = await LoadAsync(asOf, since, [asset], cancellationToken);
        var steps = new List<AlarmStep>();
        var fold = Fold(asset, found.Inputs.GetValueOrDefault(asset) ?? [], unixMicros, step =>
        {
            if (step.Rule == rule) steps.Add(step);
        });
        return fold.Find(rule) is { } alarm ? (alarm, steps) : null;
    }

    internal Task<Loaded> LoadAsync(long nowUnixMicros, IReadOnlyList<string>? assets, CancellationToken cancellationToken) =>
        LoadAsync(Newest, nowUnixMicros - UnixMicros.Length(options.Value.KeepReturned), assets, cancellationToken);

    internal AlarmFold Fold(string asset, List<AlarmInput> inputs, long untilUnixMicros, Action<AlarmStep>? observer)
    {
        inputs.Sort(AlarmInput.Order);
        var fold = NewFold(asset, observer);
        foreach (var input in inputs) input.ApplyTo(fold);
        fold.AdvanceTo(untilUnixMicros);
        return fold;
    }

    internal AlarmFold NewFold(string asset, Action<AlarmStep>? observer = null) =>
        new(asset, definitions, options.Value.KeepReturned) { Observer = observer };

    /// <summary>Assets that an action is about.</summary>
    internal IEnumerable<string> AssetsOf(in OperatorActionRow action, IEnumerable<string> known)
    {
        if (action.Asset is { } asset) return [asset];
        return RigOf(action) is { } rig ? known.Where(a => registry.TryGet(a, out var found) && RigOf(found) == rig) : [];
    }

    internal static string RigOf(Asset asset) => $"{asset.Region}/{asset.Site}/{asset.Rig}";

    /// <summary>The rig that an action is about; null when it is about none.</summary>
    internal static string? RigOf(in OperatorActionRow action)
    {
        if (action.Asset is not null || action.Detail is null || !OperatorActions.IsService(action.Action)) return null;
        using var json = JsonDocument.Parse(action.Detail);
        return json.RootElement.TryGetProperty("rig", out var rig) ? rig.GetString() : null;
    }

    private async Task<Loaded> LoadAsync(
        DateTime asOf, long sinceUnixMicros, IReadOnlyList<string>? assets, CancellationToken cancellationToken)
    {
        var range = new AlarmRange(asOf, UnixMicros.ToUtc(sinceUnixMicros), definitions.Latching, assets);
        var rows = await AlarmEventsQuery.RunAsync(store, range, cancellationToken);
        var actions = await OperatorActionsQuery.OfAlarmsAsync(store, range, cancellationToken);
        var inputs = new Dictionary<string, List<AlarmInput>>(StringComparer.Ordinal);
        foreach (var group in rows.GroupBy(r => r.Asset, StringComparer.Ordinal)) inputs[group.Key] = [.. AlarmInput.Of(group)];
        var known = assets ?? [.. inputs.Keys.Concat(registry.All.Select(a => a.Id.Value)).Distinct(StringComparer.Ordinal)];
        foreach (var action in actions)
            foreach (var asset in AssetsOf(action, known))
            {
                if (assets?.Contains(asset) is false || (action.Rule is null && !OperatorActions.IsService(action.Action))) continue;
                if (!inputs.TryGetValue(asset, out var own)) inputs[asset] = own = [];
                own.Add(AlarmInput.Of(action));
            }
        return new(inputs, actions.Count == 0 ? 0 : actions[^1].Sequence);
    }

    /// <summary>Inputs by asset.</summary>
    internal sealed record Loaded(Dictionary<string, List<AlarmInput>> Inputs, long Sequence);
}
