namespace Maintenance.Scoring.Workers;

/// <summary>
/// What a worker must read back from the store before it can process a record. Everything before the record is committed first.
/// </summary>
/// <param name="Kind">What to read.</param>
/// <param name="State">The asset, which receives the result.</param>
/// <param name="From">First event time, inclusive, Unix µs.</param>
/// <param name="To">Last event time, inclusive, Unix µs.</param>
internal sealed record StoreRead(StoreReadKind Kind, AssetState State, long From, long To);
