using System.Diagnostics.Metrics;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// How far this process is behind: current values of the stages' gauges (<c>Maintenance.*</c>) that have <c>lag</c> in their names.
/// </summary>
internal static class LagFigures
{
    public static IReadOnlyList<(string Name, string Value)> Read()
    {
        // Of several partitions the furthest behind counts; a reader past the end of its log (negative lag) is worse than any lag.
        var furthest = new SortedDictionary<string, (double Value, string? Unit)>(StringComparer.Ordinal);
        void Note(Instrument instrument, double value)
        {
            if (!furthest.TryGetValue(instrument.Name, out var known) || IsWorse(value, known.Value))
                furthest[instrument.Name] = (value, instrument.Unit);
        }

        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (IsLag(instrument)) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument, value));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. furthest.Select(f => (Title(f.Key), Text(f.Value.Value, f.Value.Unit)))];
    }

    private static bool IsWorse(double lag, double than) => lag < 0 || than < 0 ? lag < than : lag > than;

    private static bool IsLag(Instrument instrument) => instrument.IsObservable
        && instrument.Meter.Name.StartsWith("Maintenance.", StringComparison.Ordinal)
        && instrument.Name.Split('.', '_').Contains("lag", StringComparer.Ordinal);

    private static string Text(double value, string? unit) => unit switch
    {
        "By" when value >= 1 << 20 => $"{value / (1 << 20):N1} MiB",
        "By" when value >= 1 << 10 => $"{value / (1 << 10):N1} KiB",
        "By" => $"{value:N0} B",
        "s" => $"{value:N1} s",
        _ => $"{value:N0} {unit?.Trim('{', '}')}".TrimEnd(),
    };

    private static string Title(string name)
    {
        var words = string.Join(' ', name.Split('.', '_').Where(w => w is not "maintenance"));
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
