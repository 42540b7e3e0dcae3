namespace Maintenance.Dashboard.Display;

/// <summary>What a strip log is compared with.</summary>
internal static class LogComparison
{
    /// <summary>The same drill, a day before.</summary>
    public const string Yesterday = "yesterday";
}
