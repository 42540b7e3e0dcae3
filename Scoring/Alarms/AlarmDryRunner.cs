using System.Runtime.InteropServices;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// Judges stored blocks by the fold that judges live, an asset after the other and an hour after the other. Of an alarm only its times are
/// kept. Threading: any; each run has its own state.
/// </summary>
internal sealed class AlarmDryRunner(IConditionStore store) : IAlarmDryRun
{
    private const long Stretch = 60 * BlockPages.PageMicros;

    /// <inheritdoc/>
    public async Task<AlarmDryRun> RunAsync(IReadOnlyList<(Asset Asset, AlarmRule Rule)> rules, long fromUnixMicros, long untilUnixMicros,
        CancellationToken cancellationToken)
    {
        var (compiler, tally) = (new RuleCompiler(), new AlarmDryRunTally());
        foreach (var (asset, rule) in rules)
        {
            var compiled = compiler.Of([new AlarmRulePeriod(rule, long.MinValue, long.MaxValue)]);
            tally.Begin(asset.Id.Value, rule);
            await PlayAsync(asset.Id.Value, compiled, fromUnixMicros, untilUnixMicros, tally, cancellationToken);
        }
        return tally.Result(fromUnixMicros, untilUnixMicros);
    }

    private async Task PlayAsync(string asset, CompiledRules rules, long from, long until, AlarmDryRunTally tally,
        CancellationToken cancellationToken)
    {
        var (fold, inputs, state) = (new AlarmEventFold { BlocksAlone = true }, new AlarmInputs(), new FoldState(rules));
        var (silences, minute, minuteValues) = (new DryRunSilences(rules), long.MinValue, new float[rules.Signals.Length]);
        for (var start = from; start < until; start += Stretch)
        {
            var last = Math.Min(start + Stretch, until) - 1;
            var blocks = await StoredBlocks.ReadAsync(store, asset, start, last, cancellationToken);
            if (blocks.Count == 0) continue;
            var minutes = rules.UsesMinutes ? await MinutesAsync(asset, start, last, cancellationToken) : null;
            foreach (var block in blocks)
            {
                if (minutes is not null && BlockPages.PageOf(block.EventTimeUnixMicros) is var number && number != minute)
                    inputs.OfMinutes(rules, minutes, minute = number, minuteValues);
                silences.Add(block.KnownAtUnixMicros, state);
                fold.Fold(state, inputs.Of(rules, block, minuteValues), block.EventTimeUnixMicros);
                foreach (ref readonly var change in CollectionsMarshal.AsSpan(fold.Changes)) tally.Add(change);
                fold.Changes.Clear();
                tally.Blocks++;
            }
        }
        foreach (var change in silences.Judge()) tally.Add(change);
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
