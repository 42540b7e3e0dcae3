using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>What to promote, and who asks.</summary>
/// <param name="Server">One of <see cref="MySqlWireOptions.StandbyHosts"/>.</param>
/// <param name="User">A user of the servers that may stop replication and lift read-only (REPLICATION SLAVE ADMIN, READ_ONLY ADMIN, REPLICA
/// MONITOR).</param>
/// <param name="PasswordFile">File with its password; null: none.</param>
/// <param name="IsPlanned">True: a hand-over from a primary that answers, which is fenced first, without loss. False: the primary is
/// lost.</param>
/// <param name="Patience">How long the standby may take to apply what it has received.</param>
public sealed record StandbyPromotion(string Server, string User, string? PasswordFile, bool IsPlanned, TimeSpan Patience)
{
    /// <summary>
    /// Makes the standby the server that takes writes. Processes that have it among their standby servers go on there by themselves.
    /// </summary>
    /// <param name="options">The store.</param>
    /// <param name="progress">Told of each step, in words.</param>
    /// <param name="cancellationToken">Ends the attempt; before the last step nothing is changed for good.</param>
    /// <exception cref="StoreException">It cannot be promoted; the message says why and what to do.</exception>
    public async Task<StandbyPromotionResult> RunAsync(ConditionStoreOptions options, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        if (options.Engine != ConditionStoreEngine.MySqlWire)
            throw new StoreException("Only a store on the MySQL wire has standby servers (Store:Engine=MySqlWire).");
        if (!options.MySqlWire.StandbyHosts.Contains(Server, StringComparer.OrdinalIgnoreCase))
            throw new StoreException($"'{Server}' is none of Store:MySqlWire:StandbyHosts "
                + $"({string.Join(", ", options.MySqlWire.StandbyHosts)}).");
        try
        {
            return await new Promoter(options.MySqlWire, this, progress).RunAsync(cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw new StoreException($"The promotion of {Server} failed: {error.Message} It can be started again.", isTransient: true,
                inner: error);
        }
    }
}

/// <summary>What a promotion found and did.</summary>
/// <param name="Server">The server that takes writes now.</param>
/// <param name="Term">Its term of office.</param>
/// <param name="Offsets">Next offset of each reader in what the standby holds: everything before it is stored, everything from it on is
/// scored again from the log.</param>
public sealed record StandbyPromotionResult(string Server, long Term, IReadOnlyList<(OffsetKey Key, long Next)> Offsets);
