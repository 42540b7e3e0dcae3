using System.Text.Json;

namespace Maintenance.Core.Feed;

/// <summary>
/// An update on its way to other processes: the value of a record of topic <c>assessments.v1</c>, whose key is the asset
/// (<c>docs/formats/assessments-v1.md</c>).
/// </summary>
/// <param name="Version">1.</param>
/// <param name="Sender">The sending process, which has the update already.</param>
/// <param name="Update">The update.</param>
public sealed record SharedUpdate(int Version, string Sender, AssetUpdate Update)
{
    /// <summary>The version this code writes.</summary>
    public const int Current = 1;

    /// <summary>UTF-8 of the JSON text.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, SharedUpdateJson.Default.SharedUpdate);

    /// <summary>
    /// True for an update of a version this build does not know, for example during a rolling upgrade.
    /// </summary>
    public static bool IsOfAnotherVersion(ReadOnlySpan<byte> utf8) => IsOfAnotherVersion(utf8, Current);

    internal static bool IsOfAnotherVersion(ReadOnlySpan<byte> utf8, int known)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("version", out var version)
                && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number > 0 && number != known;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: half of a surrogate pair
        {
            return false;
        }
    }

    /// <summary>Null unless the bytes are an update of a known version.</summary>
    public static SharedUpdate? Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var shared = JsonSerializer.Deserialize(utf8, SharedUpdateJson.Default.SharedUpdate);
            return shared is { Version: Current, Update: not null } && IsConsistent(shared.Update) ? shared : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: half of a surrogate pair
        {
            return null;
        }
    }

    private static bool IsConsistent(AssetUpdate update) => update.Channels.Length == update.Means.Length
        && update.Channels.Length == update.Minima.Length && update.Channels.Length == update.Maxima.Length;
}
