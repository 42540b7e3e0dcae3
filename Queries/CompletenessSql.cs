using Maintenance.Core.Assets;

namespace Maintenance.Queries;

/// <summary>
/// SQL for <c>maintenance completeness</c>, over all assets or one. Plain text, as it goes to a running host over REST, which takes no
/// parameters.
/// </summary>
public static class CompletenessSql
{
    public static string Accounts(AssetId? asset) => $"SELECT asset, sent, stored, duplicates, rejected, missing, late "
        + $"FROM completeness{Filter(asset)} ORDER BY asset";

    public static string Gaps(AssetId? asset) => $"SELECT asset, from_time, to_time, seconds FROM reading_gap{Filter(asset)} "
        + "ORDER BY asset, from_time";

    public static string Streams(AssetId? asset) => $"SELECT asset, epoch, sent, ranges FROM stream_account{Filter(asset)} "
        + "ORDER BY asset, epoch";

    // An asset id contains no quotes, so it needs no escaping.
    private static string Filter(AssetId? asset) => asset is { } named ? $" WHERE asset = '{named}'" : "";
}
