using Maintenance.Core.Assets;

namespace Maintenance.Queries;

/// <summary>
/// SQL for what is stored of one stream. Plain text, as it goes to a running host over REST, which takes no parameters.
/// </summary>
public static class StreamSql
{
    /// <summary>An asset id contains no quotes, so it needs no escaping.</summary>
    public static string Of(AssetId asset, long epoch) => $"SELECT ranges, stored, duplicates FROM stream_account "
        + $"WHERE asset = '{asset}' AND epoch = {epoch}";

    /// <summary>SQL for the readings stored of one epoch, of all assets.</summary>
    public static string StoredOf(long epoch) => $"SELECT sum(stored) AS stored FROM stream_account WHERE epoch = {epoch}";
}
