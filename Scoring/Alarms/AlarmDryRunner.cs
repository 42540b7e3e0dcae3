using System.Runtime.InteropServices;
using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// Judges stored blocks by the fold that judges live, an asset after the other and an hour after the other, as the engine would have
/// judged with the rule effective from the start. Of an alarm only its times are kept. Threading: any; each run has its own state.
/// </summary>
internal sealed class AlarmDryRunner(IConditionStore store) : IAlarmDryRun
{
    private const long Stretch = 60 * BlockPages.PageMicros;

    /// <inheritdoc/>
    public async Task<AlarmDryRun> RunAsync(IReadOnlyList<(Asset Asset, AlarmRule Rule)> rules, long fromUnixMicros, long untilUnixMicros,
        CancellationToken cancellationToken)
    {
        var (compiler, tally) = (new RuleCompiler(), new AlarmDryRunTally(fromUnixMicros, untilUnixMicros));
        IReadOnlyDictionary<string, long>? heard = null;
        foreach (var (asset, rule) in rules)
        {
            var compiled = compiler.Of([new AlarmRulePeriod(rule, long.MinValue, long.MaxValue)]);
            if (compiled.SilentLevels.Length > 0)
                heard ??= await LastReceptionsQuery.RunAsync(store, [.. rules.Select(r => r.Asset.Id.Value)], fromUnixMicros,
                    untilUnixMicros - fromUnixMicros, cancellationToken);
            tally.Begin(asset.Id.Value, rule);
            long? last = heard is not null && heard.TryGetValue(asset.Id.Value, out var at) ? at : null;
            await PlayAsync(asset.Id.Value, compiled, (fromUnixMicros, untilUnixMicros), last, tally, Count, cancellationToken);
        }
        return tally.Result();

        void Count(in AlarmChange change) => tally.Add(change.Level.Level.Name, change.Onset, change.Raised, change.Returned);
    }

    /// <summary>Receives what is found.</summary>
    internal delegate void Found(in AlarmChange change);

    /// <summary>Plays one asset.</summary>
    /// <param name="asset">Asset.</param>
    /// <param name="rules">Rules.</param>
    /// <param name="time">Start and end, Unix µs.</param>
    /// <param name="heard">When something last came before the start, Unix µs; null when that is not known.</param>
    /// <param name="tally">Counts what is judged.</param>
    /// <param name="found">Receives what is found.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal async Task PlayAsync(string asset, CompiledRules rules, (long From, long Until) time, long? heard, AlarmDryRunTally tally,
        Found found, CancellationToken cancellationToken)
    {
        var (fold, inputs, state) = (new AlarmEventFold { BlocksAlone = true }, new AlarmInputs(), new FoldState(rules));
        var (silences, minute, minuteValues) = (new DryRunSilences(rules), long.MinValue, new float[rules.Signals.Length]);
        if (heard is { } before) silences.Add(before, state);
        var newest = heard ?? long.MinValue;
        for (var start = time.From; start < time.Until; start += Stretch)
        {
            var last = Math.Min(start + Stretch, time.Until) - 1;
            var blocks = await StoredBlocks.ReadAsync(store, asset, start, last, cancellationToken);
            if (blocks.Count == 0) continue;
            var minutes = rules.UsesMinutes ? await MinutesAsync(asset, start, last, cancellationToken) : null;
            foreach (var block in blocks)
            {
                if (minutes is not null && BlockPages.PageOf(block.EventTimeUnixMicros) is var number && number != minute)
                    inputs.OfMinutes(rules, minutes, minute = number, minuteValues);
                silences.Add(block.KnownAtUnixMicros, state);
                newest = Math.Max(newest, block.KnownAtUnixMicros);
                fold.Fold(state, inputs.Of(rules, block, minuteValues), block.EventTimeUnixMicros);
                foreach (ref readonly var change in CollectionsMarshal.AsSpan(fold.Changes)) found(change);
                fold.Changes.Clear();
                tally.AddBlock();
            }
        }
        if (newest == long.MinValue) return;
        tally.NoteJudged();
        fold.FindLeft(state, newest, time.Until);
        foreach (ref readonly var change in CollectionsMarshal.AsSpan(fold.Changes)) found(change);
        foreach (var change in silences.Judge(time.Until, state)) found(change);
    }

    private async Task<MinuteHistory> MinutesAsync(string asset, long start, long last, CancellationToken cancellationToken)
    {
        var (first, newest) = (BlockPages.PageOf(start) - 1 - MinuteSignals.BaselineMinutes, BlockPages.PageOf(last));
        var history = new MinuteHistory();
        history.StartAt(newest + 1);
        var range = new AssetRange(asset, UnixMicros.ToUtc(first * BlockPages.PageMicros),
            UnixMicros.ToUtc(((newest + 1) * BlockPages.PageMicros) - 1));
        history.Load(first, newest, (await ConditionMinutesQuery.RunAsync(store, [range], cancellationToken))[asset]);
        return history;
    }
}
