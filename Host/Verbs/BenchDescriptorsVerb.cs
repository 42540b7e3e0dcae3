using System.CommandLine;
using System.Text.Json;
using Maintenance.Training.Bench.Descriptors;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench descriptors</c>: the descriptors of a block, compared with one Fourier transform in the same run.</summary>
internal static class BenchDescriptorsVerb
{
    public static Command Create()
    {
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long the bench takes, in seconds, 0.5 to 600.", DefaultValueFactory = _ => 10
        };
        var json = VerbOptions.Json();
        seconds.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is < 0.5
            or > 600) r.AddError("--seconds: allowed: 0.5 to 600.");
        });
        var command = new Command("descriptors", "Computes all descriptors of a 1 s block of 3 × 2,560 vibration samples and 12 slow "
            + "channels, compared with one Fourier transform. Fails above the budget, or when memory is allocated.") { seconds, json };
        command.SetAction(parsed => Run(parsed.GetValue(seconds), parsed.GetValue(json)));
        return command;
    }

    private static int Run(double seconds, bool json)
    {
        var figures = new DescriptorBench(seconds, TimeProvider.System).Measure();
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else FigureTable.Write(figures);
        if (Math.Max(figures.RatioToTransform, figures.ColumnsRatioToTransform) <= figures.Budget && figures.BytesPerBlock == 0) return 0;
        Console.Error.WriteLine($"bench descriptors: {figures.RatioToTransform:N1} and {figures.ColumnsRatioToTransform:N1} times a "
            + $"transform, allowed {figures.Budget:N0}; {figures.BytesPerBlock:N0} bytes a block, allowed 0.");
        return 1;
    }
}
