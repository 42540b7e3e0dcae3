using Maintenance.Core.Assets;

namespace Maintenance.Queries;

/// <summary>
/// Text of the question what is stored of one stream. Text, as it goes to a running host over REST, which takes no parameters.
/// </summary>
public static class StreamText
{
    /// <summary>An asset id has no quote in it, so it can stand in the text.</summary>
    public static string Of(AssetId asset, long epoch) => $"SELECT ranges, stored, duplicates FROM stream_account "
        + $"WHERE asset = '{asset}' AND epoch = {epoch}";
}
