namespace Maintenance.Host.Tests.Architecture.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal static class AsksTheStore
{
    public const string Plain = "SELECT asset FROM reading";

    public const string Lower = "select asset from reading";

    public static readonly string Raw =
        $"""
        SELECT {nameof(Plain)}
        FROM reading
        """;
}
