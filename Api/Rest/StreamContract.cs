using System.Text.Json;

namespace Maintenance.Api.Rest;

/// <summary>Counts of one stream of an asset; <paramref name="Ranges"/> are pairs of first and last stored sequence.</summary>
internal sealed record StreamContract(
    long Epoch, bool Sequenced, long Sent, long Stored, long Duplicates, long Late,
    DateTime? FirstEventTime, DateTime? LastEventTime, DateTime? LastReceived, JsonElement Ranges);
