namespace Maintenance.Core.Ports;

/// <summary>How far an asynchronous replica of the store is behind, as this process sees it.</summary>
/// <param name="Server">The standby server that answered last, or the first one configured.</param>
/// <param name="Answers">True when it answered at the last look.</param>
/// <param name="TakesWrites">True after it was promoted.</param>
/// <param name="LagRecords">Records of the log whose rows the primary has and it has not, at the last look at both.</param>
/// <param name="Lag">How long ago the primary held what it holds now; while it does not answer, this grows.</param>
public sealed record ReplicationStatus(string Server, bool Answers, bool TakesWrites, long LagRecords, TimeSpan Lag);
