using System.Globalization;
using System.Runtime.InteropServices;
using Maintenance.Core.Conditions;
using Maintenance.Core.Log;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Trends;
using Maintenance.Scoring.Workers;

namespace Maintenance.Scoring.Verification;

/// <summary>
/// Reads from the log the records that described the blocks of an assessment's window, as far as they were known when it was made, and runs
/// them through a fresh record processor: the live code, without any cached state. The minutes before are read from the store.
/// </summary>
public sealed class AssessmentVerifier(ScoringServices services) : IAssessmentVerifier
{
    private const int HistoryBlocks = 65_536;

    public async Task<VerifiedAssessment?> VerifyAsync(string asset, DateTime at, CancellationToken cancellationToken)
    {
        if (await AssessmentRecordQuery.RunAsync(services.Store, asset, at, cancellationToken) is not { } row) return null;
        var (time, partition, offset) = (row.Time("event_time"), row.Integer("log_partition"), row.Whole("log_offset"));
        RefuseOther(row.WholeOrNull("descriptor_set") ?? 1, "The assessment was made");
        var (health, life) = await ModelsAsync(row.Text("model_hash"), partition, offset, cancellationToken);
        var known = await DescribingRecordsQuery.RunAsync(services.Store, asset, time.AddMicroseconds(-WindowFeatures.WindowMicros), time,
            offset, cancellationToken);
        if (await OtherDescriptorSetQuery.OfBlocksAsync(services.Store, asset, time.AddMicroseconds(-WindowFeatures.WindowMicros), time,
            offset, Descriptors.SetVersion, cancellationToken) is { } set) RefuseOther(set, "Blocks of its window were described");
        long[] offsets = [.. known.Append(offset).Distinct().Order()];

        var assessor = new ConditionAssessor(health, life);
        var processor = new RecordProcessor(services.Registry, partition, HistoryBlocks, lateBlocks: 0) { Assessor = assessor };
        await ReplayAsync(processor, partition, offsets, cancellationToken);
        var micros = UnixMicros.Of(time);
        var window = processor.WindowOf(asset, micros);
        if (window.Count == 0 || window[^1].EventTimeUnixMicros != micros)
            throw new UnverifiableException($"The records listed in the store do not produce a block of {asset} at {time:O}: the log is "
                + "not the one it was scored from.");
        var trend = await TrendAsync(asset, MinuteRollUp.NumberOf(micros), offset, cancellationToken);
        var computed = assessor.Assess(CollectionsMarshal.AsSpan(window), trend, processor.LocationOf(asset));
        return new VerifiedAssessment(
            asset, time, row.Time("known_at"), partition, offset, health.Hash, life?.Hash, offsets.Length, window.Count,
            InputsOf(health, [.. window]), Compare(row, computed, health.Hash), computed.Reasons);
    }

    private static void RefuseOther(long set, string what)
    {
        if (set != Descriptors.SetVersion) throw new UnverifiableException($"{what} with descriptor set {set}, and this build computes set "
            + $"{Descriptors.SetVersion}: a build of set {set} can verify it.");
    }

    // The minutes before the block, as they were known then. What they hold is verified with the whole log.
    private async Task<TrendContext> TrendAsync(string asset, long number, long offset, CancellationToken cancellationToken)
    {
        var rows = await ConditionMinutesQuery.AsKnownAsync(services.Store, asset, StartOf(number - TrendAssessor.MaxMinutes),
            StartOf(number - 1), offset, cancellationToken);
        var minutes = new Minute[rows.Count];
        for (var i = 0; i < minutes.Length; i++)
        {
            minutes[i] = new Minute { Number = MinuteRollUp.NumberOf(rows[i].EventTimeUnixMicros), Blocks = rows[i].Blocks };
            rows[i].Values.AsSpan(0, Minute.Columns).CopyTo(minutes[i].Values);
        }
        return TrendContexts.Of(minutes, number, TrendAssessor.Assess);

        static DateTime StartOf(long minute) => UnixMicros.ToUtc(minute * BlockPages.PageMicros);
    }

    private async Task<(IConditionModel Health, IConditionModel? Life)> ModelsAsync(string hash, int partition, long offset,
        CancellationToken cancellationToken)
    {
        var lifeHash = await LifeModelAtQuery.RunAsync(services.Store, services.Options.Reader, partition, offset, cancellationToken);
        return (await FindAsync(hash) ?? throw Gone(hash), lifeHash is { } life ? await FindAsync(life) ?? throw Gone(life) : null);

        async Task<IConditionModel?> FindAsync(string wanted)
        {
            try
            {
                return await services.Models.FindAsync(wanted, cancellationToken);
            }
            catch (ModelRefusedException error)
            {
                throw new UnverifiableException($"Model {wanted} is not accepted by this build: {error.Message}");
            }
        }

        static UnverifiableException Gone(string hash) => new($"The registry holds no model {hash}.");
    }

    private async Task ReplayAsync(RecordProcessor processor, int partition, long[] offsets, CancellationToken cancellationToken)
    {
        var spans = await OffsetSpans.LoadAsync(services.Store, new OffsetKey(services.Options.Reader, Topics.Telemetry, partition),
            cancellationToken);
        var (lineage, beginning) = (services.Log.Lineage(Topics.Telemetry, partition),
            services.Log.BeginningOffset(Topics.Telemetry, partition));
        var (batch, rows) = (new LogBatch(), new RowBatches());
        foreach (var offset in offsets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            var logOffset = spans.ToLog(offset, lineage) ?? throw new UnverifiableException($"The log of partition {partition} is not the "
                + $"one that record {offset} was scored from (table log_identity).");
            if (logOffset < beginning) throw new UnverifiableException($"The log of partition {partition} begins at offset {beginning}; "
                + $"the assessment needs offset {logOffset}.");
            await using var reader = services.Log.OpenReader(Topics.Telemetry, partition, logOffset);
            if (!await ReadAsync(reader, batch, cancellationToken) || batch.Offset(0) != logOffset)
                throw new UnverifiableException($"The log of partition {partition} has no record at offset {logOffset}.");
            while (!processor.TryProcess(batch.Value(0), offset, rows, out var needed)) EmptyStore.Answer(needed!);
        }
    }

    // A newly opened reader may have to fetch first.
    private static async Task<bool> ReadAsync(ILogReader reader, LogBatch batch, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (reader.Read(batch, maxBytes: 1) == 0)
        {
            try
            {
                await reader.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
        return true;
    }

    private static List<VerifiedInput> InputsOf(IConditionModel model, ReadOnlySpan<BlockEntry> window)
    {
        var features = new float[WindowFeatures.Names.Count];
        WindowFeatures.Compute(window, features);
        return [.. model.Inputs.Select(input => WindowFeatures.IndexOf(input)).Select(i =>
            new VerifiedInput(WindowFeatures.Names[i], float.IsFinite(features[i])
                ? features[i] : null, WindowFeatures.DescriptorOf(i).Unit))];
    }

    private static List<VerifiedOutput> Compare(QueryRow row, in Assessment computed, string hash) =>
        [.. ColumnsOf(computed, hash).Select(c => new VerifiedOutput(c.Name, Text(row.Value(c.Name)), Text(c.Value)))];

    /// <summary>Columns of <c>assessment</c> that are compared: all but those that say when and from which record.</summary>
    internal static (string Name, object? Value)[] ColumnsOf(in Assessment a, string hash) =>
    [
        ("health_index", a.HealthIndex), ("grade", a.Grade), ("failure_mode", a.FailureMode),
        ("failure_probability", a.FailureProbability), ("rul_p10_hours", a.Rul.P10), ("rul_p50_hours", a.Rul.P50),
        ("rul_p90_hours", a.Rul.P90), ("drilling_state", DrillingStates.Word(a.State)), ("reasons", a.Reasons), ("model_hash", hash),
        ("not_assessed", a.NotAssessed), ("evidence", a.Evidence), ("findings", a.Findings), ("sensor_faults", a.SensorFaults),
        ("rul_limit_hours", a.Rul.Limit),
    ];

    // The shortest text that reads back to the same bits; the store keeps NaN as NULL and gives singles as doubles.
    private static string? Text(object? value) => value switch
    {
        null or float.NaN or double.NaN => null,
        float single => single.ToString("R", CultureInfo.InvariantCulture),
        double number => ((float)number).ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
