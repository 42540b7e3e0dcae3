using System.Text.Json;
using Maintenance.Core.Assets;

namespace Maintenance.Training.Evaluation.Bearings;

/// <summary>
/// Recordings listed with their label in the <c>index.json</c> of a folder: <c>file</c> (float32, little endian, g; plain or gzip),
/// <c>label</c> (inner, outer, ball, normal), <c>fs</c> in Hz, <c>rpm</c> or <c>rate</c> (turns per second), and the bearing's
/// frequencies in Hz (<c>BPFO</c>, <c>BPFI</c>, <c>BSF</c> or <c>BSF2</c>, either in <c>expected_hz</c> or beside).
/// </summary>
internal static class LabelledRecordings
{
    private const string Index = "index.json";

    /// <summary>True when the folder lists labelled files.</summary>
    public static bool IsAt(string folder) =>
        File.Exists(Path.Combine(folder, Index)) && Entries(folder).Any(e => e.TryGetProperty("file", out _));

    /// <summary>Reads all, one after the other.</summary>
    /// <exception cref="InvalidDataException">An entry lacks something; the message says which.</exception>
    public static IEnumerable<BearingRecording> Read(string folder)
    {
        var set = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        foreach (var entry in Entries(folder))
        {
            var file = Text(entry, "file", folder);
            if (file.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(file))
                throw new InvalidDataException($"{Path.Combine(folder, Index)}: '{file}' is not within the folder.");
            var shaftHz = Number(entry, "rpm") is { } rpm ? rpm / 60
                : Number(entry, "rate") ?? throw Missing(folder, file, "'rpm' or 'rate'");
            var sampleRateHz = Number(entry, "fs") ?? throw Missing(folder, file, "'fs'");
            if (!(shaftHz > 0 && sampleRateHz > 0)) throw Missing(folder, file, "speed or sample rate above 0");
            yield return new BearingRecording(
                set, file, BearingOf(file), TruthOf(Text(entry, "label", folder), folder, file), GeometryOf(entry, shaftHz), shaftHz,
                sampleRateHz, RecordingFile.ReadSingle(Path.Combine(folder, file), BearingRecording.Gravity));
        }
    }

    /// <summary>Bearings of the index and the condition each ran in: <c>bearing</c> and <c>condition</c>, "1500 rpm, 5000 N".</summary>
    public static IEnumerable<(string Bearing, string Condition)> Conditions(string folder) =>
        Entries(folder).Select(e => (Text(e, "bearing", folder), Text(e, "condition", folder)));

    /// <summary>Geometry that has these frequencies; null for impossible ones. The pitch diameter is 1: only ratios matter.</summary>
    /// <param name="outer">BPFO over the shaft's frequency.</param>
    /// <param name="inner">BPFI, likewise.</param>
    /// <param name="spin">BSF, likewise; NaN when unknown: then balls touch at a right angle.</param>
    public static BearingGeometry? GeometryOf(double outer, double inner, double spin)
    {
        // BPFO + BPFI = n, BPFI − BPFO = n·k with k = d/D·cos α, and BSF = D/2d·(1 − k²).
        var (elements, k) = ((int)Math.Round(outer + inner), (inner - outer) / (inner + outer));
        if (elements < 3 || !(k > 0 && k < 1)) return null;
        var ratio = spin > 0 ? (1 - k * k) / (2 * spin) : k;
        return ratio is > 0 and < 1
            ? new BearingGeometry(elements, ratio, 1, Math.Acos(Math.Min(1, k / ratio)) * 180 / Math.PI) : null;
    }

    private static BearingGeometry? GeometryOf(JsonElement entry, double shaftHz)
    {
        var from = entry.TryGetProperty("expected_hz", out var expected) && expected.ValueKind == JsonValueKind.Object ? expected : entry;
        if (Number(from, "BPFO") is not { } outer || Number(from, "BPFI") is not { } inner) return null;
        var spin = Number(from, "BSF") ?? Number(from, "BSF2") / 2 ?? double.NaN;
        return GeometryOf(outer / shaftHz, inner / shaftHz, spin / shaftHz);
    }

    // IR007_0_105 and IR007_1_106 are one bearing at two loads.
    private static string BearingOf(string file) => file.Split('.', '_')[0];

    private static string TruthOf(string label, string folder, string file) => label switch
    {
        "outer" => "outer race",
        "inner" => "inner race",
        "ball" => "rolling element",
        "normal" or "healthy" or "none" or "baseline" => BearingRecording.Healthy,
        _ => throw new InvalidDataException(
            $"{Path.Combine(folder, Index)}: '{file}' has the label '{label}'; outer, inner, ball and normal are known."),
    };

    private static JsonElement[] Entries(string folder)
    {
        var path = Path.Combine(folder, Index);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind != JsonValueKind.Array) return [];
            return [.. document.RootElement.Clone().EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object)];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not JSON: {e.Message}", e);
        }
    }

    private static double? Number(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Text(JsonElement entry, string name, string folder) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!
            : throw new InvalidDataException($"{Path.Combine(folder, Index)}: an entry has no '{name}'.");

    private static InvalidDataException Missing(string folder, string file, string what) =>
        new($"{Path.Combine(folder, Index)}: '{file}' has no {what}.");
}
