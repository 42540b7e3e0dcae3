namespace Maintenance.Dashboard.Metrics;

/// <summary>Instruments of the stages that tell how far something is behind: those with the word lag in their names.</summary>
internal static class LagFigures
{
    public static IReadOnlyList<(string Name, string Value)> Read(MetricsCollector metrics)
    {
        var figures = new List<(string, string)>();
        foreach (var series in metrics.Read())
        {
            if (series.Kind == SeriesKind.Histogram || !series.Instrument.Name.Split('.', '_').Contains("lag", StringComparer.Ordinal)) continue;
            var values = series.Values.ToArray();
            if (values.Length == 0) continue;
            // Of a partitioned reader the furthest behind decides.
            figures.Add((Title(series.Instrument.Name), Text(values.Max(v => v.Value.Value), series.Instrument.Unit)));
        }
        return figures;
    }

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
