using Maintenance.Core.Ports;

namespace Maintenance.Training;

/// <summary>
/// Runs one read-only statement on the store, through a running host or in this process, as the caller decides.
/// </summary>
/// <exception cref="QueryRefusedException">Refused or cancelled; the message is for the user.</exception>
public delegate Task<QueryResult> ReadOnlySql(string sql, QueryLimits limits, CancellationToken cancellationToken);
