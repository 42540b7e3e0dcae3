using Maintenance.Core.Ports;

namespace Maintenance.Training;

/// <summary>
/// Runs one reading statement on the store, through a running host or in this process: whoever calls this project knows which.
/// </summary>
/// <exception cref="QueryRefusedException">Refused or stopped; the message is for the person who asked.</exception>
public delegate Task<QueryResult> ReadOnlySql(string sql, QueryLimits limits, CancellationToken cancellationToken);
