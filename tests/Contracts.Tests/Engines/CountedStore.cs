using Maintenance.Core.Ports;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>Counts what is asked of a store and how many rows it answers.</summary>
internal sealed class CountedStore(IConditionStore store) : StoreDecorator(store)
{
    private int _asked;
    private int _commits;
    private long _rows;

    public int Asked => _asked;

    public long Rows => Volatile.Read(ref _rows);

    /// <summary>Called after each commit, with their number.</summary>
    public Action<int>? Committed { get; init; }

    public override async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        await base.CommitAsync(commit, cancellationToken);
        Committed?.Invoke(++_commits);
    }

    public override async Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        var result = await base.QueryAsync(query, cancellationToken);
        Interlocked.Increment(ref _asked);
        Interlocked.Add(ref _rows, result.Rows.Count);
        return result;
    }
}
