using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Maintenance.Benchmarks;

/// <summary>For people: <c>dotnet run -c Release --project tests/Benchmarks -- --filter '*'</c>.</summary>
internal static class Program
{
    // In process: a build of its own would not know the repository's settings, and a short job is enough to see what a change costs.
    public static void Main(string[] arguments) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(
        arguments,
        DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator) // of the assertion library, which no benchmark uses
            .WithArtifactsPath("artifacts/benchmarks"));
}
