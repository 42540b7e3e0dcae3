namespace Maintenance.Dashboard.Controls;

/// <summary>Data of a <see cref="Chart"/>: one stack per category, one segment of it per series.</summary>
/// <param name="Title">Title of the chart; unique on its page.</param>
/// <param name="Unit">Unit of all values, as displayed.</param>
/// <param name="CategoryName">Heading of the categories, such as Region or Minute.</param>
/// <param name="Shape">Orientation of the stacks.</param>
/// <param name="Categories">Category names, in drawing order.</param>
/// <param name="Series">Each with one value per category.</param>
public sealed record ChartData(
    string Title, string Unit, string CategoryName, ChartShape Shape, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Decimal places, 0–6; default 0.</summary>
    public int Decimals { get; init; }
}
