using System.Text;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Channels;

/// <summary>What a sender may call a channel of its own. Stateless.</summary>
public static class CustomChannelName
{
    private const int ShownCharacters = 40;

    /// <summary>Why a name is not allowed, in one sentence; null if it is.</summary>
    public static string? Explain(ReadOnlySpan<char> name)
    {
        var bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes is 0 or > TelemetryCodecV1.MaxNameBytes)
            return $"channel name '{Show(name)}' has {bytes} bytes; expected 1 to {TelemetryCodecV1.MaxNameBytes}";
        foreach (var c in name)
        {
            if (char.IsControl(c))
                return $"channel name '{Show(name)}' contains the control character U+{(int)c:X4}; send a name without it";
            if (c == '\uFFFD') return $"channel name '{Show(name)}' is not valid UTF-8; send the text as UTF-8";
        }
        return name.Trim().IsEmpty ? "a channel name consists of blanks only; send a name" : null;
    }

    /// <summary>
    /// Why a UTF-8 name is not allowed for a channel that a record names itself; null if it is. Allocates nothing if it is.
    /// </summary>
    public static string? Explain(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[TelemetryCodecV1.MaxNameBytes];
        text = text[..Encoding.UTF8.GetChars(name, text)];
        return StandardChannels.TryFind(text, out var standard)
            ? $"a channel named '{text}' is standard channel {standard.Id}, {standard.Name}; send it under that number" : Explain(text);
    }

    private static string Show(ReadOnlySpan<char> name)
    {
        var text = new StringBuilder();
        foreach (var c in name[..Math.Min(name.Length, ShownCharacters)]) text.Append(char.IsControl(c) ? '\uFFFD' : c);
        return text.ToString();
    }
}
