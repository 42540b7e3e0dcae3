namespace Maintenance.Core.Ports;

/// <summary>Takes the rows of a query as they come: a result of any size needs little memory. Threading: one call at a time.</summary>
public interface IQuerySink
{
    /// <summary>Called once, before any row.</summary>
    ValueTask StartAsync(IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken);

    /// <summary>Takes the next rows. The engine waits, within the query's time limit.</summary>
    ValueTask WriteAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken);
}
