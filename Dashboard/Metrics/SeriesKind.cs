namespace Maintenance.Dashboard.Metrics;

/// <summary>How measurements of an instrument make its value.</summary>
internal enum SeriesKind
{
    /// <summary>Added up; never falls.</summary>
    Sum,

    /// <summary>Added up; may fall.</summary>
    UpDown,

    /// <summary>The last, which is a total itself.</summary>
    LastTotal,

    /// <summary>The last.</summary>
    Last,

    /// <summary>Counted by size.</summary>
    Histogram,
}
