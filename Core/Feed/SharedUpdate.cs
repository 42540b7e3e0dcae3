using System.Text.Json;

namespace Maintenance.Core.Feed;

/// <summary>
/// An update on its way to other processes: the value of a record of topic <c>assessments.v1</c>, whose key is the asset
/// (<c>docs/formats/assessments-v1.md</c>).
/// </summary>
/// <param name="Version">1.</param>
/// <param name="Sender">Names the sending process, which knows the update already.</param>
/// <param name="Update">The update.</param>
public sealed record SharedUpdate(int Version, string Sender, AssetUpdate Update)
{
    /// <summary>The version this code writes.</summary>
    public const int Current = 1;

    /// <summary>UTF-8 of the JSON text.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, SharedUpdateJson.Default.SharedUpdate);

    /// <summary>Null for what is not an update of a version known here.</summary>
    public static SharedUpdate? Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, SharedUpdateJson.Default.SharedUpdate) is { Version: Current, Update: not null } shared ? shared : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
