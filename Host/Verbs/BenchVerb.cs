using System.CommandLine;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench</c>: performance of this build on this machine. Each bench is a subcommand.</summary>
internal static class BenchVerb
{
    public static Command Create() => new("bench", "Measures this build on this machine against a baseline from the same run.")
    {
        BenchPipelineVerb.Create(),
        BenchScaleVerb.Create(),
        BenchOutageVerb.Create(),
        BenchAlarmsVerb.Create(),
        BenchFeedVerb.Create(),
        BenchMqttVerb.Create(),
        BenchDescriptorsVerb.Create(),
        BenchScoringVerb.Create(),
        BenchStoreVerb.Create(),
    };
}
