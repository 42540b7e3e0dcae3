using System.Text;
using Maintenance.Core.Assets;

namespace Maintenance.Simulator.Player;

/// <summary>Derives asset ids and place names from free text.</summary>
internal static class AssetNames
{
    /// <summary>Asset id for a well name: blanks become '-', other disallowed characters '_', so "NO 15/9-F-7" is NO-15_9-F-7.</summary>
    public static AssetId IdOf(string text)
    {
        var id = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
            id.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : char.IsWhiteSpace(c) ? '-' : '_');
        if (id.Length > AssetId.MaxLength) id.Length = AssetId.MaxLength;
        return AssetId.TryParse(id.ToString(), out var asset)
            ? asset : throw new RecordedDataException($"'{text}' cannot be turned into an asset id; give one with --asset.");
    }

    /// <summary>Region, site or rig for a name: lower case, '-' between words; "unknown" if empty.</summary>
    public static string PlaceOf(string? text)
    {
        var place = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsAsciiLetterOrDigit(c)) place.Append(char.ToLowerInvariant(c));
            else if (place.Length > 0 && place[^1] != '-') place.Append('-');
        }
        var name = place.ToString().Trim('-');
        return name.Length == 0 ? "unknown" : name.Length <= 64 ? name : name[..64];
    }
}
