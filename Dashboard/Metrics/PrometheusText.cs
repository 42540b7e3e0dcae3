using System.Text;

namespace Maintenance.Dashboard.Metrics;

/// <summary>Prometheus text exposition format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IReadOnlyList<InstrumentSeries> instruments)
    {
        var text = new StringBuilder();
        foreach (var series in instruments)
        {
            var name = NameOf(series);
            if (series.Instrument.Description is { Length: > 0 } help) text.Append($"# HELP {name} {Escape(help)}\n");
            text.Append($"# TYPE {name} {TypeOf(series.Kind)}\n");
            foreach (var (labels, value) in series.Values)
                if (series.Kind == SeriesKind.Histogram) WriteHistogram(text, name, labels, value, series.Bounds);
                else text.Append($"{name}{Braces(labels)} {Number(value.Value)}\n");
        }
        return text.ToString();
    }

    /// <summary>Tags as labels, in their given order.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (text.Length > 0) text.Append(',');
            text.Append($"{Name(key)}=\"{Escape(value?.ToString() ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }
        return text.ToString();
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, SeriesValue value, double[] bounds)
    {
        var comma = labels.Length == 0 ? "" : ",";
        var total = 0L;
        for (var i = 0; i < bounds.Length; i++)
        {
            total += value.BucketCount(i);
            text.Append($"{name}_bucket{{{labels}{comma}le=\"{Number(bounds[i])}\"}} {total}\n");
        }
        total += value.BucketCount(bounds.Length);
        text.Append($"{name}_bucket{{{labels}{comma}le=\"+Inf\"}} {total}\n{name}_sum{Braces(labels)} {Number(value.Value)}\n{name}_count{Braces(labels)} {total}\n");
    }

    private static string NameOf(InstrumentSeries series)
    {
        var name = Name(series.Instrument.Name);
        return series.Kind is SeriesKind.Sum or SeriesKind.LastTotal && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string TypeOf(SeriesKind kind) => kind switch
    {
        SeriesKind.Sum or SeriesKind.LastTotal => "counter",
        SeriesKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Braces(string labels) => labels.Length == 0 ? "" : "{" + labels + "}";

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R");

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Name(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var c in text) name.Append(char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_');
        if (name.Length > 0 && char.IsAsciiDigit(name[0])) name.Insert(0, '_');
        return name.ToString();
    }
}
