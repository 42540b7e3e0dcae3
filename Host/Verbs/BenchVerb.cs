using System.CommandLine;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench</c>: what this build gives on this machine. Each bench is a verb of its own below it.</summary>
internal static class BenchVerb
{
    public static Command Create() => new("bench", "Measures this build on this machine, beside a floor taken in the same run.")
    {
        BenchPipelineVerb.Create(),
        BenchMqttVerb.Create(),
        BenchScoringVerb.Create(),
        BenchStoreVerb.Create(),
    };
}
