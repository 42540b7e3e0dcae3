using System.Buffers;
using System.Text.Json;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Acknowledgement from Ingest for one drill's stream:
/// <c>{"epoch":E,"ranges":[[first,last],…],"rejected":[[first,last,"reason"],…]}</c>, with inclusive ranges of sequences.
/// </summary>
/// <param name="Epoch">Stream epoch.</param>
/// <param name="Ranges">Durable readings.</param>
/// <param name="Rejected">Readings permanently rejected.</param>
internal sealed record Acknowledgement(long Epoch, IReadOnlyList<(long First, long Last)> Ranges,
    IReadOnlyList<(long First, long Last, string Reason)> Rejected)
{
    /// <summary>Parses an acknowledgement; null if it is not one.</summary>
    public static Acknowledgement? TryParse(ReadOnlySequence<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("epoch", out var epoch)) return null;
            var ranges = new List<(long, long)>();
            var rejected = new List<(long, long, string)>();
            if (root.TryGetProperty("ranges", out var given))
                foreach (var range in given.EnumerateArray()) ranges.Add((range[0].GetInt64(), range[1].GetInt64()));
            if (root.TryGetProperty("rejected", out given))
                foreach (var range in given.EnumerateArray())
                    rejected.Add((range[0].GetInt64(), range[1].GetInt64(), range.GetArrayLength() > 2 ? range[2].GetString() ?? "" : ""));
            return new Acknowledgement(epoch.GetInt64(), ranges, rejected);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null; // a foreign message on the topic
        }
    }
}
