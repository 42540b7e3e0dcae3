using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maintenance.LocalCluster;

/// <summary>What all rounds gave.</summary>
/// <param name="Seed">Seed of the faults.</param>
/// <param name="Rounds">Each round.</param>
/// <param name="Verified">What <c>maintenance verify</c> says of the store after the last round: rows equal to those of an undisturbed
/// scoring of the same log.</param>
internal sealed record Outcome(int Seed, IReadOnlyList<Round> Rounds, JsonElement Verified)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public double MaxInterruptionSeconds => Rounds.Max(r => r.MaxInterruptionSeconds);

    /// <summary>Rows that differ from those of an undisturbed run.</summary>
    public long Different => Verified.GetProperty("tables").EnumerateArray().Sum(t => t.GetProperty("different").GetInt64());

    /// <summary>Rows equal to those of an undisturbed run.</summary>
    public long Equal => Verified.GetProperty("tables").EnumerateArray().Sum(t => t.GetProperty("equal").GetInt64());

    public bool IsExact => Rounds.All(r => r.IsExact) && Different == 0 && Equal > 0;

    public async Task PrintAsync(bool json)
    {
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(this, Json));
            return;
        }
        await Console.Out.WriteLineAsync($"{Rounds.Count} rounds (seed {Seed}): {Rounds.Sum(r => r.Sent):N0} readings "
            + $"sent, {Rounds.Sum(r => r.Stored):N0} stored, "
            + $"{Rounds.Sum(r => r.DuplicateRows)} twice, {Rounds.Sum(r => r.Missing)} missing; longest "
                + $"interruption {MaxInterruptionSeconds:0.0} s; "
            + $"{Equal:N0} rows equal to an undisturbed run, {Different} different: {(IsExact ? "exact" : "NOT EXACT")}");
        if (Different > 0) await Console.Out.WriteLineAsync(Verified.GetRawText());
    }
}
