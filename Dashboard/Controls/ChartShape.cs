namespace Maintenance.Dashboard.Controls;

/// <summary>How stacks stand.</summary>
public enum ChartShape
{
    /// <summary>Lying, one below the other: categories with names to read.</summary>
    Bars,

    /// <summary>Upright, from left to right: times.</summary>
    Columns,
}
