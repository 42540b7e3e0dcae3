namespace Maintenance.Host.Tests.Architecture.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal static class ConvertsTicks
{
    public static long Ten(TimeSpan span) => span.Ticks / 10;

    public static long Now(TimeProvider clock) => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static long Length(TimeSpan span) => (long)span.TotalMicroseconds;
}
