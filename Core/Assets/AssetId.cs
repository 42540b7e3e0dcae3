namespace Maintenance.Core.Assets;

/// <summary>
/// Identifies one asset (a drill) across the whole fleet, for example <c>NO-GRANE-RIG2-D1</c>.
/// 1–64 characters of <c>A–Z a–z 0–9 . _ -</c>; compared ordinally; also the key of the asset's records in the telemetry log.
/// </summary>
public readonly record struct AssetId
{
    /// <summary>Longest identifier, in characters (and in UTF-8 bytes: only ASCII is allowed).</summary>
    public const int MaxLength = 64;

    private readonly string? _value;

    private AssetId(string value) => _value = value;

    /// <summary>The identifier's text; never null, empty only for <c>default</c>.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Parses an identifier.</summary>
    /// <exception cref="FormatException">Empty, longer than <see cref="MaxLength"/>, or a character outside the allowed set.</exception>
    public static AssetId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"'{text}' is not an asset id: 1-{MaxLength} characters of A-Z a-z 0-9 . _ - are allowed.");

    /// <summary>Parses an identifier; false where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, out AssetId id)
    {
        id = default;
        if (text is null || text.Length is 0 or > MaxLength) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        id = new AssetId(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
