using System.Text;
using Maintenance.Core.Log;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Ports;

/// <summary>
/// Appends dead letters, with as much of their payload as the log accepts. Dead letters are rare: this allocates. Stateless.
/// </summary>
public static class DeadLetterAppender
{
    /// <summary>Payload sizes to keep, in bytes, tried in this order.</summary>
    private static readonly int[] Kept = [DeadLetterCodecV1.MaxKeptPayloadBytes, 4096, 0];

    private static readonly byte[] NoAssetKey = "-"u8.ToArray();

    /// <summary>Appends the dead letters; completes when all are durable.</summary>
    /// <exception cref="LogException">The log cannot take them; those already taken stay in it.</exception>
    public static async Task AppendAsync(
        ITelemetryLog log, IReadOnlyList<DeadLetterRecord> deadLetters, CancellationToken cancellationToken)
    {
        var left = deadLetters;
        foreach (var kept in Kept)
        {
            var batch = new DeadLetterBatch(left, kept);
            await log.AppendAllAsync(batch, cancellationToken);
            if (batch.Refused.Count == 0) return;
            left = [.. batch.Refused.Select(r => left[r.Index])];
            if (kept == 0) throw new LogException($"Topic {Topics.DeadLetter} refuses even a dead letter without its "
                + $"payload: {batch.Refused[0].Reason}", isTransient: false);
        }
    }

    private sealed class DeadLetterBatch(IReadOnlyList<DeadLetterRecord> deadLetters, int kept) : IAppendBatch
    {
        private readonly byte[][] _values =
            [.. deadLetters.Select(l => DeadLetterCodecV1.Encode(l with { Payload = l.Payload[..Math.Min(l.Payload.Length, kept)] }))];

        public List<(int Index, string Reason)> Refused { get; } = [];

        public int Count => _values.Length;

        public string Topic(int index) => Topics.DeadLetter;

        public ReadOnlyMemory<byte> Key(int index) => deadLetters[index].Asset.Length == 0
            ? NoAssetKey : Encoding.ASCII.GetBytes(deadLetters[index].Asset);

        public ReadOnlyMemory<byte> Value(int index) => _values[index];

        public void Refuse(int index, string reason) => Refused.Add((index, reason));
    }
}
