namespace Maintenance.Tests.Galera;

/// <summary>A server did not come up; the message holds its own words.</summary>
/// <param name="what">Who did not come, and what was waited for.</param>
/// <param name="output">All it wrote.</param>
internal sealed class ServerStartException(string what, string output) : Exception($"{what} {Words(output)}")
{
    private const int MaxLines = 20;

    /// <summary>True when another process has taken one of its ports: it may come up on others.</summary>
    public bool IsPortTaken => output.Contains("Address already in use", StringComparison.OrdinalIgnoreCase);

    // Its errors; without any, what it wrote last.
    private static string Words(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)).ToArray();
        var said = (errors.Length > 0 ? errors : lines).TakeLast(MaxLines).ToArray();
        return said.Length == 0 ? "It wrote nothing." : $"It wrote:\n{string.Join('\n', said)}";
    }
}
