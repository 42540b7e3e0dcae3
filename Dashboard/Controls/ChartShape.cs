namespace Maintenance.Dashboard.Controls;

/// <summary>Orientation of the stacks.</summary>
public enum ChartShape
{
    /// <summary>Horizontal, one below another: for named categories.</summary>
    Bars,

    /// <summary>Vertical, from left to right: for times.</summary>
    Columns,

    /// <summary>Vertical, not stacked: the first series as columns, each other one, which it is compared with, as a line.</summary>
    Against,
}
