namespace Maintenance.Tests;

/// <summary>What a test class needs beyond this process; <c>./test.sh fast</c> leaves out all that need more.</summary>
internal static class TestKind
{
    /// <summary>Name of the trait.</summary>
    public const string Name = "Needs";

    /// <summary>Starts servers (<see cref="TetheredServer"/>).</summary>
    public const string Server = "Server";

    /// <summary>Takes many seconds of processor time.</summary>
    public const string Time = "Time";

    /// <summary>True in <c>./test.sh fast</c>.</summary>
    public static bool IsFastRun => Environment.GetEnvironmentVariable("MAINTENANCE_TESTS") == "fast";
}
