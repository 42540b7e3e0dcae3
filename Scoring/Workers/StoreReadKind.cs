namespace Maintenance.Scoring.Workers;

/// <summary>Kinds of <see cref="StoreRead"/>.</summary>
internal enum StoreReadKind
{
    /// <summary>Accounts of an asset seen for the first time, and the time of its newest block.</summary>
    Asset,

    /// <summary>Closed minutes in an interval.</summary>
    Minutes,

    /// <summary>What the alarm engine remembers from a minute on until those in memory.</summary>
    Alarms,

    /// <summary>Blocks of whole pages, with their assessments.</summary>
    Pages,

    /// <summary>Event times of readings in an interval.</summary>
    Times,

    /// <summary>Loose readings of the cells in an interval whose pages are in memory.</summary>
    Cells,
}
