using System.Buffers;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>Says what a text has in place of JSON, where, and what to send. Stateless.</summary>
internal static class JsonSyntaxFault
{
    private const int ShownBytes = 20;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n,:{}[]\""u8);

    /// <summary>Explains why reading stopped.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="consumed">Bytes read without a fault.</param>
    /// <param name="depth">Nesting there.</param>
    /// <param name="options">The reader's.</param>
    public static (DeadLetterReason Reason, string Detail) Explain(ReadOnlySpan<byte> text, int consumed, int depth,
        JsonReaderOptions options)
    {
        var rest = text[Math.Min(consumed, text.Length)..].TrimStart(" \t\r\n,:"u8);
        var at = text.Length - rest.Length;
        if (depth >= options.MaxDepth && rest is [(byte)'{' or (byte)'[', ..])
            return (DeadLetterReason.LimitExceeded, $"nested deeper than {options.MaxDepth} levels at byte {at}; send readings flat");
        var found = TokenOf(rest);
        if (NumberText.IsNotFinite(found))
            return (DeadLetterReason.NotFinite,
                $"NaN or infinity at byte {at}: '{Show(found)}' is no JSON number, send null for a missing value");
        if (EndsTooEarly(text, options))
            return (DeadLetterReason.Truncated, $"the JSON text ends at byte {text.Length} before it is complete");
        var advice = AdviceFor(rest, found, text[..at].TrimEnd(" \t\r\n"u8));
        return (DeadLetterReason.Malformed, $"invalid JSON from byte {at}: found '{Show(found)}'{advice}");
    }

    private static string AdviceFor(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> found, ReadOnlySpan<byte> before) => rest switch
    {
        [(byte)'}' or (byte)']', ..] when before is [.., (byte)','] => " after a comma; leave out the last comma",
        [(byte)'\'', ..] => "; names and texts are enclosed in double quotes",
        [(byte)'/', (byte)'/' or (byte)'*', ..] or [(byte)'#', ..] => "; JSON has no comments",
        [(byte)'<', ..] => "; this is markup, send JSON or another Content-Type or topic",
        [0, ..] => "; a zero byte ends no text in JSON, leave it out",
        _ when NumberText.MeansMissing(found) => "; send null for a missing value",
        _ when NumberText.IsTruth(found) => "; write true and false in lower case",
        _ when NumberText.IsNumber(found) =>
            "; a JSON number begins with a digit or '-' without leading zeros, and has digits around its point",
        _ => string.Empty,
    };

    // A word or number as far as it goes; at least one byte.
    private static ReadOnlySpan<byte> TokenOf(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOfAny(Ends);
        return length switch { < 0 => rest, 0 => rest[..1], _ => rest[..length] };
    }

    private static string Show(ReadOnlySpan<byte> found)
    {
        var text = new StringBuilder();
        foreach (var c in Encoding.UTF8.GetString(found[..Math.Min(found.Length, ShownBytes)]))
            text.Append(char.IsControl(c) ? '\uFFFD' : c);
        return text.ToString();
    }

    private static bool EndsTooEarly(ReadOnlySpan<byte> text, JsonReaderOptions options)
    {
        var probe = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(options));
        try
        {
            while (probe.Read())
            {
                // Reads as far as the text goes; a syntax error throws, a premature end does not.
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
