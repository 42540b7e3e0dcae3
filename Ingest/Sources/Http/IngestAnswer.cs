using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>Body of every response of <c>POST /api/v1/telemetry</c>.</summary>
/// <param name="Accepted">Readings that are durable in the telemetry log.</param>
/// <param name="Rejected">Readings rejected; durable as dead letters, except with status 503.</param>
/// <param name="Reasons">Why, at most 101 entries.</param>
public sealed record IngestAnswer(long Accepted, long Rejected, IReadOnlyList<IngestAnswer.Refusal> Reasons)
{
    /// <summary>One refusal.</summary>
    /// <param name="Reason">Fixed text, <c>docs/formats/dead-letter-v1.md</c>, or <c>log-unavailable</c> or <c>busy</c>.</param>
    /// <param name="Detail">One sentence: expected, found, where.</param>
    /// <param name="Asset">Asset if known, else empty.</param>
    /// <param name="Readings">How many readings.</param>
    public sealed record Refusal(string Reason, string Detail, string Asset, int Readings);

    internal static IngestAnswer From(IngestResult result) => new(
        result.Accepted, result.Rejected,
        [.. result.Rejections.Select(r => new Refusal(DeadLetterReasons.Text(r.Reason), r.Detail, r.Asset, r.Readings))]);

    internal static IngestAnswer Unavailable(string reason, string detail) => new(0, 0, [new Refusal(reason, detail, string.Empty, 0)]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IngestAnswer))]
internal sealed partial class IngestAnswerJson : JsonSerializerContext
{
    /// <summary>Quotes in messages stay quotes: the answer is JSON, never part of a page.</summary>
    public static JsonTypeInfo<IngestAnswer> Readable { get; } = new IngestAnswerJson(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }).IngestAnswer;
}
