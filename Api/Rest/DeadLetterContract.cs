using Maintenance.Queries;

namespace Maintenance.Api.Rest;

/// <summary>
/// What Ingest rejected. <paramref name="Payload"/> is base64 of the first 64 KiB of its <paramref name="PayloadBytes"/> bytes.
/// </summary>
internal sealed record DeadLetterContract(
    DateTime Received, string? Asset, string Source, string Reason, string Detail, long Readings, long PayloadBytes, byte[] Payload)
{
    public static DeadLetterContract Of(DeadLetter row) =>
        new(row.Received, row.Asset, row.Source, row.Reason, row.Detail, row.Readings, row.PayloadBytes, row.Payload);
}
