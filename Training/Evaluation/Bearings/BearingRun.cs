using System.Globalization;
using Maintenance.Core.Assets;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.Bearings;

/// <summary>Snapshots of a bearing in time: waveforms, or statistics of them.</summary>
/// <param name="Set">Data set.</param>
/// <param name="Bearing">Bearing and direction.</param>
/// <param name="Place">What is known of the bearing; its geometry null where only statistics are there.</param>
/// <param name="ShaftHz">Turns per second.</param>
/// <param name="SampleRateHz">Samples per second.</param>
/// <param name="SecondsApart">Time from one snapshot to the next.</param>
/// <param name="Snapshots">The snapshots in order; read when asked for.</param>
internal sealed record BearingRun(
    string Set, string Bearing, BearingGeometry? Place, double ShaftHz, double SampleRateHz, double SecondsApart,
    IEnumerable<Snapshot> Snapshots)
{
    // Both record thousandths of g.
    private const float MilliGravity = 0.001f * BearingRecording.Gravity;

    // IMS: Rexnord ZA-2115, 2,000 rev/min, 20 kHz, files of one second ten minutes apart.
    private const int ImsSamples = 20_480;
    private static readonly BearingGeometry Ims = new(16, 0.331, 2.815, 15.17);

    // PRONOSTIA: NSK 6804DD, 25.6 kHz, a tenth of a second every ten seconds, horizontal and vertical.
    private const int FemtoSamples = 2_560;
    private static readonly BearingGeometry Femto = new(13, 3.5, 25.6);

    /// <summary>The runs in a folder: <c>raw/*.i16</c> (IMS), <c>raw/*.i32</c> (PRONOSTIA) and tables of statistics of either.</summary>
    public static IEnumerable<BearingRun> ReadAll(string folder)
    {
        var set = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        var raw = Path.Combine(folder, "raw");
        string[] files = Directory.Exists(raw) ? [.. Directory.GetFiles(raw).Order(StringComparer.Ordinal)] : [];
        string[] snapshots = [.. files.Where(f => f.Contains(".i16", StringComparison.Ordinal))];
        if (snapshots.Length > 0)
        {
            var channels = RecordingFile.CountShorts(snapshots[0]) / ImsSamples;
            for (var c = 0; c < channels; c++)
            {
                var channel = c;
                yield return new BearingRun(set, $"channel {c + 1}", Ims, 2_000 / 60.0, 20_000, 600, snapshots.Select(f => new Snapshot(
                    Path.GetFileName(f).Split('.')[0], RecordingFile.ReadInterleaved(f, channels, MilliGravity)[channel])));
            }
        }
        foreach (var file in files.Where(f => f.Contains(".i32", StringComparison.Ordinal)))
        {
            var name = Path.GetFileName(file).Split('.')[0];
            var both = RecordingFile.ReadInterleaved(file, 2, MilliGravity);
            foreach (var (direction, samples) in both.Index())
                yield return new BearingRun(
                    set, $"{name} {(direction == 0 ? "horizontal" : "vertical")}", Femto, FemtoShaftHz(folder, name), 25_600, 10,
                    samples.Chunk(FemtoSamples).Select((s, i) => new Snapshot($"{i + 1}", s)));
        }
        foreach (var run in Statistics(folder, set)) yield return run;
    }

    private static IEnumerable<BearingRun> Statistics(string folder, string set)
    {
        var ims = Path.Combine(folder, "features.csv");
        if (!File.Exists(ims)) ims += ".gz";
        if (File.Exists(ims))
        {
            var table = CsvFile.Read(ims);
            for (var b = 1; table.IndexOf($"kurtosis_b{b}") >= 0; b++)
                yield return FromTable(set, $"channel {b}", 600, table, $"rms_b{b}", $"kurtosis_b{b}", $"peak_b{b}");
        }
        var many = Path.Combine(folder, "features");
        if (!Directory.Exists(many)) yield break;
        foreach (var file in Directory.GetFiles(many).Order(StringComparer.Ordinal))
        {
            var table = CsvFile.Read(file);
            if (table.IndexOf("kurt_h") >= 0)
                yield return FromTable(set, Path.GetFileName(file).Split('.')[0] + " horizontal", 10, table, "rms_h", "kurt_h", "peak_h");
        }
    }

    private static BearingRun FromTable(string set, string bearing, double apart, CsvFile table, string rms, string kurtosis, string peak)
    {
        var (r, k, p) = (table.Find(rms), table.Find(kurtosis), table.Find(peak));
        return new BearingRun(set, bearing, Place: null, double.NaN, double.NaN, apart, table.Rows.Select((row, i) => new Snapshot(
            $"{i + 1}", [], Value(row[r]) * BearingRecording.Gravity, Value(row[k]), Value(row[p]) / Value(row[r]))));
    }

    private static float Value(string cell) =>
        CsvFile.Known(cell) is { } text ? float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : float.NaN;

    // "1500 rpm, 5000 N" of the bearing that the file is named after.
    private static double FemtoShaftHz(string folder, string name)
    {
        var path = Path.Combine(folder, "index.json");
        if (!File.Exists(path)) throw new InvalidDataException($"{path} is missing: it tells the speed of {name}.");
        foreach (var (bearing, condition) in LabelledRecordings.Conditions(folder))
            if (name.EndsWith(bearing, StringComparison.Ordinal)
                && double.TryParse(condition.Split(' ')[0], CultureInfo.InvariantCulture, out var rpm) && rpm > 0)
                return rpm / 60;
        throw new InvalidDataException($"{path} does not tell the speed of {name}.");
    }
}
