using System.Globalization;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>
/// No statement over the allowed functions ends the process or runs past its limit: they run in a child process, which is started again
/// behind a statement that ended it. <c>MAINTENANCE_FUZZ_STATEMENTS</c> sets their number.
/// </summary>
[Trait(TestKind.Name, TestKind.Time)]
public sealed class SqlFuzzTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task No_generated_statement_ends_or_holds_the_process()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("MAINTENANCE_FUZZ_STATEMENTS"), CultureInfo.InvariantCulture, out var n)
            ? n : 10_000;
        var folder = Directory.CreateTempSubdirectory("sql-fuzz-");
        try
        {
            var failures = new List<string>();
            var answered = 0;
            for (var next = 0; next < count && failures.Count < 10;)
                (next, answered) = await RunAsync(folder.FullName, next, count, answered, failures);
            failures.ShouldBeEmpty();
            answered.ShouldBeGreaterThan(count / 50, "the generator's statements no longer run at all");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Runs until the end or the first failure; gives the number to go on with.
    private static async Task<(int Next, int Answered)> RunAsync(string folder, int first, int count, int answered, List<string> failures)
    {
        using var child = ChildProcess.Start(fileSizeLimitKiB: null, "sql-fuzz", folder, $"{first}", $"{count - first}");
        var current = first;
        while (true)
        {
            string? line;
            try
            {
                line = await child.Output.ReadLineAsync().WaitAsync(Hang);
            }
            catch (TimeoutException)
            {
                failures.Add($"hangs: {SqlFuzzProgram.Statement(current)}");
                await child.KillAsync();
                return (current + 1, answered);
            }
            if (line is null)
            {
                failures.Add($"ends the process: {SqlFuzzProgram.Statement(current)}");
                return (current + 1, answered);
            }
            if (int.TryParse(line, CultureInfo.InvariantCulture, out var number)) current = number;
            else if (line.StartsWith("slow ", StringComparison.Ordinal)) failures.Add($"{line}: {SqlFuzzProgram.Statement(current)}");
            else if (line.StartsWith("done ", StringComparison.Ordinal))
                return (count, answered + int.Parse(line["done ".Length..], CultureInfo.InvariantCulture));
        }
    }
}
