using System.Globalization;

namespace Maintenance.Fuzz.Tests;

/// <summary>For people: <c>scripts/fuzz.sh --minutes 60 --seed 1 [--target NAME]…</c>.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [FuzzProcess.Verb, var name, var seconds, var seedOfChild, var folder])
            return FuzzProcess.Run(name, TimeSpan.FromSeconds(Number(seconds)), (int)Number(seedOfChild), folder);
        var (minutes, seed, targets) = (10.0, 1, new List<string>());
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length) return Usage($"{arguments[i]} has no value");
            if (arguments[i] == "--minutes" && Number(arguments[i + 1]) is > 0 and var m) minutes = m;
            else if (arguments[i] == "--seed" && Number(arguments[i + 1]) is >= 0 and <= 1_000_000_000 and var s) seed = (int)s;
            else if (arguments[i] == "--target" && FuzzTargets.Names.Contains(arguments[i + 1])) targets.Add(arguments[i + 1]);
            else return Usage($"'{arguments[i]} {arguments[i + 1]}' is not understood");
        }
        return await new FuzzRun(targets.Count > 0 ? targets : FuzzTargets.Names, TimeSpan.FromMinutes(minutes), seed).RunAsync();
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static int Usage(string reason)
    {
        Console.Error.WriteLine($"{reason}. Usage: fuzz.sh [--minutes N] [--seed N] [--target NAME]…; targets: "
            + string.Join(", ", FuzzTargets.Names));
        return 64;
    }
}
