namespace Maintenance.Core.Ports;

/// <summary>Lag of an asynchronous replica of the store, as seen by this process.</summary>
/// <param name="Server">The standby server that answered last, or the first one configured.</param>
/// <param name="Answers">True when it answered the last check.</param>
/// <param name="TakesWrites">True after it was promoted.</param>
/// <param name="LagRecords">Log records whose rows the primary has and the replica lacks, at the last check of both.</param>
/// <param name="Lag">How long ago the primary had the replica's current content; grows while the replica does not answer.</param>
public sealed record ReplicationStatus(string Server, bool Answers, bool TakesWrites, long LagRecords, TimeSpan Lag);
