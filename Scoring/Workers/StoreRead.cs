namespace Maintenance.Scoring.Workers;

/// <summary>What a worker must read back from the store before it can process a record. Everything before it is committed first.</summary>
/// <param name="Kind">What.</param>
/// <param name="State">Whose.</param>
/// <param name="From">First event time, inclusive, Unix µs.</param>
/// <param name="To">Last event time, inclusive.</param>
internal sealed record StoreRead(StoreReadKind Kind, AssetState State, long From, long To);
