using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Training.Evaluation.Bearings;

/// <summary>
/// Judges real bearings with the very code that runs live (<see cref="BearingDiagnoser"/>): descriptors, window and rule. Nothing is
/// fitted.
/// </summary>
public static class BearingEvaluation
{
    /// <summary>How the recordings are judged.</summary>
    public const string Protocol =
        "Every bearing is left out: nothing is learnt from any recording, one set of limits applies to all. A recording is one block of "
        + "waveform at the stated speed, or its pieces follow each other; the interval draws whole bearings.";

    private const string Location = "bearing";
    private const int Draws = 2_000;
    private const int Seed = 1;

    /// <summary>Judges what is in a folder and its subfolders.</summary>
    /// <param name="folder">Folder with data sets.</param>
    /// <param name="pieceSeconds">Length of the pieces that recordings are cut into; infinite for none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InvalidDataException">Nothing to judge, or a file is not as described; the message says what to do.</exception>
    public static BearingFigures Run(string folder, double pieceSeconds, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"{folder} is not a folder.");
        string[] folders = [folder, .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)];
        var judged = new List<(BearingRecording Recording, RecordingFigures Figures)>();
        foreach (var recording in folders.Where(LabelledRecordings.IsAt).SelectMany(LabelledRecordings.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            judged.Add((recording with { Samples = [] }, Judge(recording, pieceSeconds)));
        }
        var runs = folders.SelectMany(BearingRun.ReadAll).Select(r => Judge(r, cancellationToken)).ToArray();
        if (judged.Count == 0 && runs.Length == 0)
            throw new InvalidDataException(
                $"{folder} holds no recordings: an index.json that lists files with labels, or raw/*.i16, is expected.");
        var races = judged.Where(j => j.Recording.Truth is "outer race" or "inner race").ToArray();
        return new BearingFigures(
            Protocol, [.. judged.Select(j => j.Figures)], races.Length,
            races.Count(j => string.Equals(j.Figures.Likeliest, j.Figures.Truth, StringComparison.Ordinal)),
            races.Count(j => j.Figures.Probability >= FaultLimits.NamedFrom),
            judged.Count(j => j.Recording.Truth is "rolling element" && j.Figures.Defect is "outer race" or "inner race"),
            [.. judged.GroupBy(j => j.Recording.Set, StringComparer.Ordinal).Select(g => Separate(g.Key, [.. g]))
                .OfType<SeparationFigures>()], runs);
    }

    private static RecordingFigures Judge(BearingRecording recording, double pieceSeconds)
    {
        var diagnoser = new BearingDiagnoser(PlaceOf(recording.Geometry));
        var length = (int)Math.Min(recording.Samples.Length, pieceSeconds * recording.SampleRateHz);
        if (length < 1) throw new InvalidDataException($"{recording.Name}: pieces of {pieceSeconds} s hold no sample.");
        BearingDiagnosis? last = null;
        for (var from = 0; from + length <= recording.Samples.Length; from += length)
            last = diagnoser.Add(Block(recording.Samples[from..(from + length)], recording.SampleRateHz, recording.ShaftHz,
                (long)(from / recording.SampleRateHz * UnixMicros.PerSecond)));
        if (last is null) throw new InvalidDataException($"{recording.Name} holds no samples.");
        return new RecordingFigures(
            recording.Set, recording.Name, recording.Truth, last.Likeliest, last.Shares.Max(), last.Probability, last.Defect,
            last.Prominence, last.Shares);
    }

    private static RunFigures Judge(BearingRun run, CancellationToken cancellationToken)
    {
        var diagnoser = new BearingDiagnoser(PlaceOf(run.Place));
        var probabilities = new List<(string Name, double Probability)>();
        var byStatistics = false;
        foreach (var snapshot in run.Snapshots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = (long)(probabilities.Count * run.SecondsApart * UnixMicros.PerSecond);
            byStatistics = snapshot.Samples.Length == 0;
            var diagnosis = byStatistics ? diagnoser.Add(at, snapshot.Rms, snapshot.Kurtosis, snapshot.Crest)
                : diagnoser.Add(Block(snapshot.Samples, run.SampleRateHz, run.ShaftHz, at));
            probabilities.Add((snapshot.Name, diagnosis.Probability));
        }
        if (probabilities.Count == 0) throw new InvalidDataException($"{run.Set}: {run.Bearing} has no snapshots.");
        return new RunFigures(
            run.Set, run.Bearing, byStatistics ? "statistics" : "waveform", probabilities.Count,
            Count(probabilities, FaultLimits.NamedFrom), Count(probabilities, FaultLimits.AlarmFrom),
            Count([.. probabilities.Take(probabilities.Count / 2)], FaultLimits.NamedFrom),
            probabilities.FirstOrDefault(p => p.Probability >= FaultLimits.NamedFrom).Name, probabilities.Max(p => p.Probability));
    }

    private static int Count(List<(string Name, double Probability)> all, float from) => all.Count(p => p.Probability >= from);

    private static MeasurementLocation PlaceOf(BearingGeometry? geometry) =>
        new(AssetId.Parse("recorded"), Location, 1, geometry, 0, double.NaN, FlexibleSupport: false);

    private static TelemetryRecord Block(float[] samples, double sampleRateHz, double shaftHz, long at) => new()
    {
        Asset = "recorded",
        EventTimeUnixMicros = at,
        ReadingCount = 1,
        Columns = [new TelemetryColumn(StandardChannels.RotarySpeed, "", [(float)(60 * shaftHz)])],
        Waveforms = [new TimeWaveform(Location, (float)sampleRateHz, at, samples)],
    };

    private static SeparationFigures? Separate(string set, (BearingRecording Recording, RecordingFigures Figures)[] judged)
    {
        var damaged = judged.Where(j => BearingDiagnosis.Defects.Contains(j.Recording.Truth)).ToArray();
        if (Areas(damaged) is not { } areas) return null;
        var bearings = damaged.GroupBy(j => j.Recording.Bearing, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        var (random, drawn) = (new Random(Seed), new List<double>());
        while (drawn.Count < Draws)
            if (Areas([.. Enumerable.Range(0, bearings.Length).SelectMany(_ => bearings[random.Next(bearings.Length)])]) is { } again)
                drawn.Add(again.Average());
        drawn.Sort();
        return new SeparationFigures(set, bearings.Length, areas, areas.Average(), drawn[Draws / 40], drawn[Draws - 1 - Draws / 40]);
    }

    // Area of each defect's share, its recordings against the others'; null unless each defect is there.
    private static double[]? Areas((BearingRecording Recording, RecordingFigures Figures)[] judged)
    {
        var areas = BearingDiagnosis.Defects.Select((defect, i) => RocCurve.Area([.. judged.Select(j =>
            (j.Figures.Shares[i], string.Equals(j.Recording.Truth, defect, StringComparison.Ordinal)))])).ToArray();
        return Array.TrueForAll(areas, double.IsFinite) ? areas : null;
    }
}
