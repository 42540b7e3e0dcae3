namespace Maintenance.Core.Telemetry;

/// <summary>
/// The fixed texts of <see cref="DeadLetterReason"/>: column <c>reason</c> of <c>dead_letter</c>, acknowledgements and responses.
/// </summary>
public static class DeadLetterReasons
{
    private static readonly string[] Texts =
    [
        "", "malformed", "truncated", "wrong-type", "missing-field", "unknown-asset", "asset-mismatch", "time-ahead", "time-too-old",
        "oversized", "not-finite", "unknown-format", "no-values", "checksum-mismatch", "limit-exceeded", "unknown-channel",
        "refused-by-log",
        "foreign-record",
    ];

    /// <summary>The text of a reason; <c>reason-N</c> for a number written by a newer build.</summary>
    public static string Text(DeadLetterReason reason) =>
        (int)reason is > 0 and var i && i < Texts.Length ? Texts[i] : $"reason-{(int)reason}";
}
