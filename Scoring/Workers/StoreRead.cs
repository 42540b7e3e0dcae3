namespace Maintenance.Scoring.Workers;

/// <summary>What a worker must read back from the store before it can process a record. Everything before it is committed first.</summary>
/// <param name="Kind">What.</param>
/// <param name="State">Whose.</param>
/// <param name="From">First event time, inclusive, Unix µs.</param>
/// <param name="To">Last event time, inclusive.</param>
internal sealed record StoreRead(StoreReadKind Kind, AssetState State, long From, long To);

/// <summary>Kinds of <see cref="StoreRead"/>.</summary>
internal enum StoreReadKind
{
    /// <summary>Accounts and newest blocks of an asset seen for the first time.</summary>
    Asset,

    /// <summary>Blocks from a time on, into the recent history.</summary>
    Recent,

    /// <summary>Blocks of an old stretch, into the past history.</summary>
    Past,

    /// <summary>Event times of readings in a stretch.</summary>
    Times,

    /// <summary>Readings of one cell.</summary>
    Cell,
}
