using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>A store that counts, and fails where a test says so. Decorates the real engine.</summary>
internal sealed class ObservedStore(IConditionStore store) : StoreDecorator(store)
{
    private int _queries;
    private int _commits;

    /// <summary>Product queries so far.</summary>
    public int Queries => Volatile.Read(ref _queries);

    /// <summary>Commits tried so far.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>Asked with the number of each commit (1, 2, …): what goes wrong with it.</summary>
    public Func<int, CommitFault> Fault { get; set; } = _ => CommitFault.None;

    public override async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var fault = Fault(Interlocked.Increment(ref _commits));
        if (fault == CommitFault.NothingWritten) throw new StoreException("injected: nothing written", isTransient: true);
        if (fault == CommitFault.Fatal) throw new StoreException("injected: fatal");
        if (fault == CommitFault.UnknownNotWritten)
            throw new StoreException("injected: outcome unknown", isTransient: true, outcomeUnknown: true);
        await base.CommitAsync(commit, cancellationToken);
        if (fault == CommitFault.UnknownWritten)
            throw new StoreException("injected: outcome unknown", isTransient: true, outcomeUnknown: true);
    }

    public override Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _queries);
        return base.QueryAsync(query, cancellationToken);
    }
}
