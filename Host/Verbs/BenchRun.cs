using System.Text.Json;
using Maintenance.Training.Bench;

namespace Maintenance.Host.Verbs;

/// <summary>Runs a bench and prints its figures.</summary>
internal static class BenchRun
{
    /// <summary>Exit code: 0, or 1 for a run that is not valid.</summary>
    /// <param name="verb">Name of the bench.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="json">Prints a JSON document.</param>
    /// <param name="write">Prints figures for people; null: a line for each.</param>
    public static async Task<int> PrintAsync<T>(string verb, Func<Task<T>> run, bool json, Action<T>? write = null)
        where T : notnull
    {
        try
        {
            var figures = await run();
            if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            else (write ?? (f => FigureTable.Write(f)))(figures);
            return 0;
        }
        catch (BenchException error)
        {
            await Console.Error.WriteLineAsync($"bench {verb}: {error.Message}");
            return 1;
        }
    }
}
