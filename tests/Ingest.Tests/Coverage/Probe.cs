using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Tests.Coverage;

/// <summary>An input that differs from a plain one in one property.</summary>
/// <param name="Property">The property, as the page names it.</param>
/// <param name="Send">Sends the input; returns what the log holds then, and why it was refused, if it was.</param>
/// <param name="Harmless">Why it does not matter that the property changes nothing; null: it must change something or be refused.</param>
internal sealed record Probe(string Property, Func<Task<Sent>> Send, string? Harmless = null);

/// <summary>What became of an input.</summary>
/// <param name="Stored">The records of the log as a text.</param>
/// <param name="Refused">Reasons of refusal; empty if it was taken.</param>
internal sealed record Sent(string Stored, string Refused)
{
    /// <summary>What a log holds of assets D1 and D2, and the reasons of its dead letters.</summary>
    public static Sent In(FakeLog log) => new(
        string.Join('\n', log.Records.Where(r => !string.Equals(r.Asset, "D3", StringComparison.Ordinal)).Select(Text)),
        string.Join(", ", log.Letters.Select(l => $"`{DeadLetterReasons.Text(l.Reason)}`").Distinct()));

    private static string Text(TelemetryRecordCopy record)
    {
        var channels = record.Channels.Select(c => $"{c.Key}:{string.Join(',', c.Value.Values)}:{c.Value.Quality}");
        var remainders = record.Remainders.Select(c => $"{c.Key}+{string.Join(',', c.Value)}");
        return $"{record.Asset} {record.Flags} {record.Epoch}/{record.Sequence} {string.Join(',', record.Times)} {record.Waveforms} "
            + string.Join(' ', channels.Concat(remainders));
    }
}

/// <summary>The properties of one format or way in.</summary>
/// <param name="Title">Heading of its table.</param>
/// <param name="Plain">The input without any of them.</param>
/// <param name="Probes">The properties.</param>
internal sealed record ProbeSet(string Title, Func<Task<Sent>> Plain, IReadOnlyList<Probe> Probes);
