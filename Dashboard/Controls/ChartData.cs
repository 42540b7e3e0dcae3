namespace Maintenance.Dashboard.Controls;

/// <summary>What a <see cref="Chart"/> shows: one stack a category, one part of it a series.</summary>
/// <param name="Title">Says what is shown; unique on its page.</param>
/// <param name="Unit">Unit of all values, as shown to people.</param>
/// <param name="CategoryName">What the categories are: Region, Minute.</param>
/// <param name="Shape">How the stacks stand.</param>
/// <param name="Categories">Names, in the order drawn.</param>
/// <param name="Series">Each with one value a category.</param>
public sealed record ChartData(
    string Title, string Unit, string CategoryName, ChartShape Shape, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Digits behind the point. 0–6, default 0.</summary>
    public int Decimals { get; init; }
}
