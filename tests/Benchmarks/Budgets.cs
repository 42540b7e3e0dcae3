using System.Text.Json;

namespace Maintenance.Benchmarks;

/// <summary><c>budgets.json</c>: bytes an operation of each benchmark may allocate.</summary>
internal static class Budgets
{
    public static IReadOnlyDictionary<string, double> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "budgets.json"));
        return JsonSerializer.Deserialize<Dictionary<string, double>>(file)!;
    }

    /// <summary>Null within the budget; otherwise what was exceeded, and by how much.</summary>
    public static string? Excess(string name, double budget, double found) => found <= budget
        ? null
        : $"{name} allocates {found:0.##} bytes an operation, {found - budget:0.##} more than its budget of {budget:0.##} "
            + "(tests/Benchmarks/budgets.json).";
}
